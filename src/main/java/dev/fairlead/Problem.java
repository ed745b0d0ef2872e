package dev.fairlead;

/**
 * One thing that went wrong, in the three parts that a reader needs. None of them ever holds a secret.
 *
 * @param place where: {@code file:line:column}, a registry and its status, a repository and branch
 * @param cause what is wrong there, as a clause without a full stop
 * @param remedy what to do about it, as an instruction without a full stop; empty only where nothing can be done
 */
public record Problem(String place, String cause, String remedy) {

    /** The problem in one line: {@code place: cause; remedy}. */
    @Override
    public String toString() {
        String told = place.isEmpty() ? cause : place + ": " + cause;
        return remedy.isEmpty() ? told : told + "; " + remedy;
    }
}
