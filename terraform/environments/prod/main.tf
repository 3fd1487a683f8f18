locals {
  name = "fleetport-prod"

  # Costs are told apart by them, and whoever finds something knows whose it is.
  tags = {
    Project     = "fleetport"
    Environment = local.name
    ManagedBy   = "terraform"
  }
}

# Two of everything that somebody waits for, in three zones; what holds data cannot be deleted by mistake.
module "fleetport" {
  source = "../../modules/deployment"

  name            = local.name
  domain_name     = var.domain_name
  vehicles_domain = var.vehicles_domain
  zone_id         = var.zone_id
  sign_in_prefix  = var.sign_in_prefix

  # Containers throughout: they answer without a start, command stations, and get their keys without the state holding them.
  image_tag        = var.image_tag
  function_code    = var.function_code
  api_runtime      = "fargate"
  stations_runtime = "service"
  station_commands = true
  uploads_function = false

  services = {
    edge     = { cpu = 1024, memory = 4096, java_heap_mb = 2560, least = 3, most = 12 }
    consumer = { cpu = 1024, memory = 4096, java_heap_mb = 2560, least = 2, most = 8 }
    api      = { cpu = 1024, memory = 2048, java_heap_mb = 1280, least = 2, most = 10 }
    live     = { cpu = 512, memory = 2048, java_heap_mb = 1280, least = 2, most = 6 }
    stations = { cpu = 512, memory = 2048, java_heap_mb = 1280, least = 2, most = 4 }
    jobs     = { cpu = 512, memory = 2048, java_heap_mb = 1280, least = 2, most = 2 }
  }

  cidr                = "10.50.0.0/16"
  zones               = 3
  nat                 = "gateways"
  interface_endpoints = ["ecr.api", "ecr.dkr", "events", "kinesis-streams", "kms", "logs", "secretsmanager"]
  flow_log_traffic    = "ALL"

  stores = "postgres"
  stream = { mode = "PROVISIONED", shards = 4, retention_hours = 48 }
  database = {
    instance_class   = "db.m7g.large"
    memory_gib       = 8
    most_connections = 900
    multi_az         = true
    storage_gib      = 400
    most_storage_gib = 4000
    backup_days      = 30
  }
  cache = { node_type = "cache.m7g.large", replicas = 1 }

  redis_password_version = var.redis_password_version

  deletion_protection = true
  final_snapshot      = true
  backup_days         = 35
  restore_tests       = true
  event_replay_days   = 14

  machine_clients     = var.machine_clients
  event_subscribers   = var.event_subscribers
  station_authorities = var.station_authorities
  mfa                 = "ON"
  threat_protection   = true

  runbook_base_url = var.runbook_base_url
  notify           = var.notify

  watched_certificates = var.watched_certificates
  budget               = { amount = 2500, emails = var.budget_emails }
  log_days             = 30
  insights             = "enhanced"
}
