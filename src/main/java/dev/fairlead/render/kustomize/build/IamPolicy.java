package dev.fairlead.render.kustomize.build;

import dev.fairlead.render.RenderException;
import dev.fairlead.render.kustomize.spec.Fields;
import dev.fairlead.render.yaml.Node;
import dev.fairlead.render.yaml.Setter;

/** The service account that stands for a cloud's own one. */
final class IamPolicy {
    private IamPolicy() {}

    private record Account(String name, String namespace, String project) {
        static Account of(Fields fields) {
            return new Account(fields.text("name"), fields.text("namespace"), fields.text("projectId"));
        }
    }

    static Node node(Fields fields) {
        String cloud = fields.text("cloud");
        if (!cloud.equals("gke")) {
            throw RenderException.of("the cloud '" + cloud + "' is not known", "set cloud to gke");
        }
        Account none = new Account("", "", "");
        Account here = fields.child("kubernetesService", Account::of).orElse(none);
        Account there = fields.child("serviceAccount", Account::of).orElse(none);
        Node node = Node.mapping();
        node.append("apiVersion", Node.string("v1"));
        node.append("kind", Node.string("ServiceAccount"));
        Setter.path(
                node,
                Node.string(there.name + "@" + there.project + ".iam.gserviceaccount.com"),
                "metadata",
                "annotations",
                "iam.gke.io/gcp-service-account");
        Setter.path(node, Node.plain(here.name), "metadata", "name");
        if (!here.namespace.isEmpty()) {
            Setter.path(node, Node.plain(here.namespace), "metadata", "namespace");
        }
        return node;
    }
}
