package dev.fairlead.render.kustomize.schema;

import dev.fairlead.render.RenderException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of one render. The first kustomization that names an OpenAPI document decides for all that follow; what was loaded before stays known.
 */
public final class Schemas {
    /** The kinds without a namespace that are known before any document is read. */
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "admissionregistration.k8s.io/v1:MutatingWebhookConfiguration",
            "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
            "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
            "admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration",
            "admissionregistration.k8s.io/v1beta1:MutatingWebhookConfiguration",
            "admissionregistration.k8s.io/v1beta1:ValidatingWebhookConfiguration",
            "apiextensions.k8s.io/v1:CustomResourceDefinition",
            "apiextensions.k8s.io/v1beta1:CustomResourceDefinition",
            "apiregistration.k8s.io/v1:APIService",
            "apiregistration.k8s.io/v1beta1:APIService",
            "certificates.k8s.io/v1:CertificateSigningRequest",
            "certificates.k8s.io/v1beta1:CertificateSigningRequest",
            "flowcontrol.apiserver.k8s.io/v1beta1:FlowSchema",
            "flowcontrol.apiserver.k8s.io/v1beta1:PriorityLevelConfiguration",
            "networking.k8s.io/v1:IngressClass",
            "networking.k8s.io/v1beta1:IngressClass",
            "node.k8s.io/v1:RuntimeClass",
            "node.k8s.io/v1beta1:RuntimeClass",
            "policy/v1beta1:PodSecurityPolicy",
            "rbac.authorization.k8s.io/v1:ClusterRole",
            "rbac.authorization.k8s.io/v1:ClusterRoleBinding",
            "rbac.authorization.k8s.io/v1beta1:ClusterRole",
            "rbac.authorization.k8s.io/v1beta1:ClusterRoleBinding",
            "scheduling.k8s.io/v1:PriorityClass",
            "scheduling.k8s.io/v1beta1:PriorityClass",
            "storage.k8s.io/v1:CSIDriver",
            "storage.k8s.io/v1:CSINode",
            "storage.k8s.io/v1:StorageClass",
            "storage.k8s.io/v1:VolumeAttachment",
            "storage.k8s.io/v1beta1:CSIDriver",
            "storage.k8s.io/v1beta1:CSINode",
            "storage.k8s.io/v1beta1:StorageClass",
            "storage.k8s.io/v1beta1:VolumeAttachment",
            "v1:ComponentStatus",
            "v1:Namespace",
            "v1:Node",
            "v1:NodeProxyOptions",
            "v1:PersistentVolume");

    private final Definitions definitions = new Definitions();
    private @Nullable String document;
    private String documentName = "";
    private String version = "";
    private boolean loaded;
    private boolean builtInLoaded;
    private boolean builtInWanted;

    /**
     * Takes what a kustomization says of OpenAPI, unless another one was before it.
     *
     * @param field the field {@code openapi}
     * @param text the document that it names, if it names one
     * @param name that document's name
     */
    public void use(Map<String, String> field, Optional<String> text, String name) {
        if (!version.isEmpty() || document != null) {
            return;
        }
        if (text.isPresent()) {
            if (field.containsKey("version")) {
                throw RenderException.of("openapi has both a version and a path", "keep one of the two");
            }
            document = text.get();
            documentName = name;
            version = "custom";
            loaded = false;
            return;
        }
        version = field.getOrDefault("version", "");
        if (!version.isEmpty() && !version.equals(BuiltIn.VERSION)) {
            throw RenderException.of(
                    "openapi.version '" + version + "' is not known", "use " + BuiltIn.VERSION + ", or openapi.path");
        }
        loaded &= version.isEmpty();
    }

    /** The type of a kind's objects; empty if nothing is known of it. */
    public Optional<TypeSchema> ofKind(String apiVersion, String kind) {
        load();
        return definitions.ofKind(Definitions.type(apiVersion, kind));
    }

    /** Whether objects of a kind belong to no namespace; false if nothing is known of it. */
    public boolean clusterScoped(String apiVersion, String kind) {
        String type = Definitions.type(apiVersion, kind);
        if (CLUSTER_SCOPED.contains(type)) {
            return true;
        }
        if (document == null) {
            builtInWanted |= !loaded;
            return false;
        }
        load();
        return !definitions.inNamespace(type).orElse(true);
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        if (document != null) {
            definitions.addAll(OpenApiReader.read(document, documentName));
        }
        if ((document == null || builtInWanted) && !builtInLoaded) {
            builtInLoaded = true;
            definitions.addAll(BuiltIn.definitions());
        }
    }
}
