package dev.fairlead.render.kustomize.resource;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order of kinds in which objects can be applied: namespaces first, webhooks last. */
public final class KindOrder {
    public static final List<String> FIRST = List.of(
            "Namespace",
            "ResourceQuota",
            "StorageClass",
            "CustomResourceDefinition",
            "ServiceAccount",
            "PodSecurityPolicy",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "ConfigMap",
            "Secret",
            "Endpoints",
            "Service",
            "LimitRange",
            "PriorityClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Deployment",
            "StatefulSet",
            "CronJob",
            "PodDisruptionBudget");
    public static final List<String> LAST = List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    /** Kinds by rank, those of one rank by their text. */
    public static final Comparator<Gvk> DEFAULT = byRank(ranks(FIRST, LAST)).thenComparing(Gvk::sortKey);

    private KindOrder() {}

    /** A rank below zero for each kind that comes first, one above it for each that comes last. */
    public static Map<String, Integer> ranks(List<String> first, List<String> last) {
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < first.size(); i++) {
            ranks.put(first.get(i), i - first.size());
        }
        for (int i = 0; i < last.size(); i++) {
            ranks.put(last.get(i), i + 1);
        }
        return ranks;
    }

    /** Kinds by rank alone. */
    public static Comparator<Gvk> byRank(Map<String, Integer> ranks) {
        return Comparator.comparingInt(gvk -> ranks.getOrDefault(gvk.kind(), 0));
    }
}
