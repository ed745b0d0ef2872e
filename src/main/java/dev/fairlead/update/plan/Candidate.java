package dev.fairlead.update.plan;

import dev.fairlead.Problem;
import dev.fairlead.update.choose.Choice;
import dev.fairlead.update.hold.Hold;
import dev.fairlead.update.pending.Proposal;
import dev.fairlead.update.report.ItemResult;
import java.util.Optional;

/**
 * The version that a want goes for, before its fields are looked at.
 *
 * @param proposal the version; empty where there is none
 * @param fresh whether it is not yet on the group's branch
 * @param choice what judges the step to it, where this run chose it
 * @param told what has to be told of the want whatever becomes of its fields
 * @param why the reason, as a clause
 * @param remedy what a person can do about it
 */
record Candidate(
        Optional<Proposal> proposal,
        boolean fresh,
        Optional<Choice> choice,
        Optional<ItemResult> told,
        String why,
        String remedy) {
    static Candidate fresh(Proposal proposal, Choice choice) {
        return new Candidate(
                Optional.of(proposal), true, Optional.of(choice), Optional.empty(), proposal.because(), "");
    }

    /** What is on the branch already and was chosen again. */
    static Candidate again(Proposal proposal, Choice choice) {
        return new Candidate(
                Optional.of(proposal), false, Optional.of(choice), Optional.empty(), proposal.because(), "");
    }

    /** What is on the branch already, and that nobody asked about or that stays in spite of the answer. */
    static Candidate kept(Optional<Proposal> pending, ItemResult told, String why, String remedy) {
        return new Candidate(pending, false, Optional.empty(), Optional.of(told), why, remedy);
    }

    static Candidate failed(Optional<Proposal> pending, Problem problem) {
        String why = new Problem(problem.place(), problem.cause(), "").toString();
        return kept(pending, ItemResult.FAILED, why, problem.remedy());
    }

    static Candidate held(Optional<Proposal> instead, Hold hold) {
        return kept(instead, ItemResult.HELD, hold.why(), hold.remedy());
    }

    Candidate with(Proposal other) {
        return new Candidate(Optional.of(other), fresh, choice, told, why, remedy);
    }
}
