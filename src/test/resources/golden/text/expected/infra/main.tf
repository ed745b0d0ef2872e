resource "x" "api" {
  image   = "registry.example/team/api:2.0.0"
  sidecar = "registry.example/team/api:1.0.0"
}
