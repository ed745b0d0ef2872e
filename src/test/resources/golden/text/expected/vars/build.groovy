docker.image("registry.example/team/api:2.0.0").inside { // registry.example/team/api:1.0.0
  docker.image('registry.example/team/web:1.0.0').pull()
}
