locals {
  name = "fleetport-dev"

  # Costs are told apart by them, and whoever finds something knows whose it is.
  tags = {
    Project     = "fleetport"
    Environment = local.name
    ManagedBy   = "terraform"
  }
}

# Small: one of each, what stands idle left out, everything can be torn down and made again.
module "fleetport" {
  source = "../../modules/deployment"

  name            = local.name
  domain_name     = var.domain_name
  vehicles_domain = var.vehicles_domain
  zone_id         = var.zone_id
  sign_in_prefix  = var.sign_in_prefix

  image_tag        = var.image_tag
  function_code    = var.function_code
  api_runtime      = "lambda"
  stations_runtime = "function"
  uploads_function = true
  function_copies  = { api = 3, stations = 2, uploads = 2 }

  services = {
    edge     = { cpu = 512, memory = 1024, java_heap_mb = 640, least = 1, most = 2 }
    consumer = { cpu = 512, memory = 1024, java_heap_mb = 640, least = 1, most = 2 }
    live     = { cpu = 256, memory = 1024, java_heap_mb = 640, least = 1, most = 2 }
    jobs     = { cpu = 256, memory = 1024, java_heap_mb = 640, least = 1, most = 1 }
  }

  cidr                = "10.40.0.0/16"
  zones               = 2
  nat                 = "instance"
  interface_endpoints = ["kinesis-streams"]
  endpoint_zones      = 1
  flow_log_traffic    = "REJECT"

  stores = "postgres"
  stream = { mode = "PROVISIONED", shards = 1, retention_hours = 24 }
  database = {
    instance_class   = "db.t4g.small"
    memory_gib       = 2
    most_connections = 225
    multi_az         = false
    storage_gib      = 20
    most_storage_gib = 100
    backup_days      = 7
  }
  cache = { node_type = "cache.t4g.micro", replicas = 0 }

  redis_password_version = var.redis_password_version

  deletion_protection = false
  final_snapshot      = false
  backup_days         = 7
  event_replay_days   = 7

  machine_clients     = var.machine_clients
  event_subscribers   = var.event_subscribers
  station_authorities = var.station_authorities
  mfa                 = "OPTIONAL"

  runbook_base_url = var.runbook_base_url
  notify           = var.notify

  watched_certificates = var.watched_certificates
  budget               = { amount = 350, emails = var.budget_emails }
  log_days             = 14
}
