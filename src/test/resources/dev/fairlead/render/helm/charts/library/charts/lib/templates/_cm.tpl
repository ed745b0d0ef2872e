{{- define "lib.cm" }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name }}
data: {from: lib}
{{- end }}
