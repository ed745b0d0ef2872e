{{- define "h.labels" -}}
app: {{ .Chart.Name }}
release: {{ .Release.Name | trunc 20 }}
{{- end }}
