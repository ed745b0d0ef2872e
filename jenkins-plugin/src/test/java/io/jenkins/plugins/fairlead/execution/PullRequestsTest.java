package io.jenkins.plugins.fairlead.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.AbortException;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.delivery.Delivery;
import io.jenkins.plugins.fairlead.delivery.DeliveryTarget;
import io.jenkins.plugins.fairlead.delivery.PullRequestLink;
import io.jenkins.plugins.fairlead.result.UpdateResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pipeline gives as {@code pullRequest}. */
class PullRequestsTest {
    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "'#12', 12",
        "https://github.com/contoso/config/pull/12, 12",
        "https://github.com/contoso/config/pull/12/files, 12",
        "https://github.com/contoso/config/pull/12#issuecomment-1, 12",
        "https://gitlab.example/contoso/config/-/merge_requests/7, 7",
        "https://dev.azure.com/contoso/x/_git/config/pullrequest/3, 3",
        "https://bitbucket.org/contoso/config/pull-requests/4, 4",
        "https://gitea.example/contoso/config/pulls/5, 5",
        "abc, abc"
    })
    void aNumberOrAnAddress(String given, String id) throws Exception {
        assertEquals(List.of(id), PullRequests.ids(given));
    }

    @Test
    void aNumber() throws Exception {
        assertEquals(List.of("12"), PullRequests.ids(12));
    }

    private static Delivery delivery(String id) {
        return Delivery.of(new DeliveryTarget("https://git.example/config", "main", "g" + id, null, false), "opened")
                .pullRequest(new PullRequestLink(id, "https://git.example/config/pull/" + id, "open", null, null))
                .build();
    }

    @Test
    void aResultIsEveryPullRequestOfIt() throws Exception {
        UpdateResult result =
                new UpdateResult(Servers.NONE, List.of(delivery("1"), delivery("2"), delivery("1")), true, false);
        assertEquals(List.of("1", "2"), PullRequests.ids(result));
        assertEquals(List.of("2"), PullRequests.ids(delivery("2")));
        assertEquals(List.of("2"), PullRequests.ids(delivery("2").getPullRequest()));
    }

    @Test
    void anythingElseIsRefusedWithARemedy() {
        for (Object given : new Object[] {null, "", " ", List.of(1)}) {
            AbortException e = assertThrows(AbortException.class, () -> PullRequests.ids(given));
            assertTrue(e.getMessage().contains("give what gitopsUpdateImage returned"), e.getMessage());
        }
    }
}
