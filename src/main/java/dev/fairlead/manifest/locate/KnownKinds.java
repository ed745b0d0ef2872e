package dev.fairlead.manifest.locate;

import java.util.List;
import java.util.stream.Stream;

/** The image fields of widely used kinds whose objects hold images outside of pod specs. */
final class KnownKinds {
    /** The fields, by {@code group/Kind}. */
    static final List<CustomField> FIELDS = Stream.of(
                    "monitoring.coreos.com/Prometheus spec.image",
                    "monitoring.coreos.com/Prometheus spec.thanos.image",
                    "monitoring.coreos.com/PrometheusAgent spec.image",
                    "monitoring.coreos.com/Alertmanager spec.image",
                    "monitoring.coreos.com/ThanosRuler spec.image",
                    "argoproj.io/Workflow spec.templates[*].container.image",
                    "argoproj.io/Workflow spec.templates[*].script.image",
                    "argoproj.io/Workflow spec.templates[*].sidecars[*].image",
                    "argoproj.io/WorkflowTemplate spec.templates[*].container.image",
                    "argoproj.io/WorkflowTemplate spec.templates[*].script.image",
                    "argoproj.io/WorkflowTemplate spec.templates[*].sidecars[*].image",
                    "argoproj.io/ClusterWorkflowTemplate spec.templates[*].container.image",
                    "argoproj.io/ClusterWorkflowTemplate spec.templates[*].script.image",
                    "argoproj.io/CronWorkflow spec.workflowSpec.templates[*].container.image",
                    "argoproj.io/CronWorkflow spec.workflowSpec.templates[*].script.image",
                    "tekton.dev/Task spec.steps[*].image",
                    "tekton.dev/Task spec.sidecars[*].image",
                    "tekton.dev/Task spec.stepTemplate.image",
                    "tekton.dev/ClusterTask spec.steps[*].image",
                    "tekton.dev/TaskRun spec.taskSpec.steps[*].image",
                    "tekton.dev/Pipeline spec.tasks[*].taskSpec.steps[*].image",
                    "tekton.dev/PipelineRun spec.pipelineSpec.tasks[*].taskSpec.steps[*].image",
                    "postgresql.cnpg.io/Cluster spec.imageName",
                    "postgresql.cnpg.io/ImageCatalog spec.images[*].image",
                    "postgresql.cnpg.io/ClusterImageCatalog spec.images[*].image",
                    "operators.coreos.com/CatalogSource spec.image",
                    "gateway.envoyproxy.io/EnvoyProxy spec.provider.kubernetes.envoyDeployment.container.image",
                    "gateway.envoyproxy.io/EnvoyProxy spec.provider.kubernetes.envoyDaemonSet.container.image",
                    "opentelemetry.io/OpenTelemetryCollector spec.image",
                    "k8s.mariadb.com/MariaDB spec.image",
                    "dragonflydb.io/Dragonfly spec.image",
                    "kubevirt.io/VirtualMachine spec.template.spec.volumes[*].containerDisk.image",
                    "kubevirt.io/VirtualMachineInstance spec.volumes[*].containerDisk.image")
            .map(KnownKinds::field)
            .toList();

    private KnownKinds() {}

    private static CustomField field(String line) {
        int space = line.indexOf(' ');
        return CustomField.ofKind(line.substring(0, space), line.substring(space + 1));
    }
}
