module "edge" {
  source = "../edge"

  name                                     = var.name
  domain_name                              = var.domain_name
  vehicles_domain                          = var.vehicles_domain
  zone_id                                  = var.zone_id
  vpc_id                                   = module.network.vpc_id
  public_subnet_ids                        = module.network.public_subnet_ids
  private_subnet_ids                       = module.network.private_subnet_ids
  vehicles_load_balancer_security_group_id = module.security_groups.ids["nlb"]
  web_load_balancer_security_group_id      = module.security_groups.ids["alb"]
  api_runtime                              = var.api_runtime
  # Before the function is there, the entry has a name to send requests to, which answers nothing of ours.
  api_gateway_domain       = length(module.api_gateway) == 0 ? "execute-api.${local.region}.amazonaws.com" : module.api_gateway[0].domain
  console_bucket           = module.data.buckets["console"]
  log_bucket_arn           = module.data.buckets["logs"].arn
  load_balancer_log_bucket = module.data.buckets["logs"].id
  global_key_arn           = module.global_keys.arns["global"]
  log_retention_days       = var.log_days
  deletion_protection      = var.deletion_protection
  connect_origins          = ["https://${module.data.buckets["documents"].regional_domain_name}", module.identity.sign_in_url]
}

module "stations" {
  source = "../stations"

  name                     = var.name
  key_arn                  = module.keys.arns["events"]
  sink                     = var.stations_runtime == "function" ? "queue" : "none"
  function_timeout_seconds = 60
  authorities              = var.station_authorities
}

module "events" {
  source = "../events"

  name        = var.name
  key_arn     = module.keys.arns["events"]
  replay_days = var.event_replay_days
  subscribers = var.event_subscribers

  # With the rights and settings of the role jobs, and in its log, where no role of the service can take a line away again.
  tasks = {
    for task in ["verify-audit"] : task => {
      schedule            = var.audit_schedule
      cluster_arn         = module.compute.cluster_arn
      task_definition_arn = module.compute.task_definition_arns["jobs"]
      pass_role_arns      = [module.permissions.service_role_arns["jobs"], module.permissions.start_role_arns["jobs"]]
      subnet_ids          = module.network.private_subnet_ids
      security_group_ids  = [module.security_groups.ids["jobs"]]
      container           = "fleetport"
      command             = ["exec /opt/fleetport/fleetport audit verify --environment production"]
    } if var.image_tag != null
  }
}

module "backup" {
  source = "../backup"

  name                  = var.name
  key_arn               = module.keys.arns["backup"]
  databases             = var.stores == "postgres" ? [module.data.database.arn] : []
  tables                = var.stores == "dynamodb" ? module.data.table_arns : []
  buckets               = [module.data.buckets["archive"].arn, module.data.buckets["documents"].arn]
  daily_days            = var.backup_days
  copy                  = var.backup_copy
  restore_tests         = var.restore_tests
  database_subnet_group = module.data.database_subnet_group
  force_destroy         = !var.final_snapshot
}

module "observability" {
  source = "../observability"

  name             = var.name
  runbook_base_url = var.runbook_base_url
  key_arn          = module.keys.arns["operations"]
  global_key_arn   = module.global_keys.arns["global"]
  notify           = var.notify

  error_logs             = merge(module.compute.log_groups, module.functions.log_groups)
  audit_log              = try(module.compute.log_groups["jobs"], null)
  streams                = { telemetry = local.stream_name }
  queues                 = var.stations_runtime == "function" ? { stations = { name = module.stations.queue_name } } : {}
  dead_letter_queues     = merge({ functions = aws_sqs_queue.failures.name }, { for what, queue in module.stations.dead_letter_queues : "stations-${what}" => queue }, { for what, queue in module.events.dead_letter_queues : "events-${what}" => queue })
  functions              = module.functions.functions
  services               = module.compute.services
  http_api               = length(module.api_gateway) == 0 ? null : { id = module.api_gateway[0].id }
  web_load_balancer      = module.edge.web_load_balancer
  vehicles_load_balancer = module.edge.vehicles_load_balancer
  distribution           = { id = module.edge.distribution_id }
  web_acl_name           = module.edge.web_acl_name
  health_checks          = module.edge.health_check_ids
  certificates           = merge(var.watched_certificates, { web = module.edge.certificate_arn })
  global_certificates    = { entry = module.edge.global_certificate_arn }

  database = var.stores != "postgres" ? null : {
    identifier       = var.name
    storage_gib      = var.database.storage_gib
    memory_gib       = var.database.memory_gib
    most_connections = var.database.most_connections
    replicas         = [for number in range(var.database.read_replicas) : "${var.name}-replica-${number + 1}"]
  }

  tables        = var.stores == "dynamodb" ? [for table in ["telemetry", "stations", "tenants"] : "${local.table_prefix}${table}"] : []
  cache         = { for node in module.data.cache.nodes : node => node }
  nat_instances = var.nat == "instance" ? { first = module.network.nat_instance_id } : {}
  nat_gateways  = var.nat == "gateways" ? { for number in range(var.zones) : "zone-${number + 1}" => module.network.nat_gateway_ids[number] } : {}

  event_bus      = { name = module.events.bus_name, rules = module.events.rule_names }
  schedule_group = module.events.schedule_group_name
  station_broker = true
  topic_rule     = module.stations.topic_rule_name
  backup_vault   = module.backup.vault_name
  buckets        = { for use in ["archive", "documents", "logs"] : use => module.data.buckets[use].id }
  budget         = var.budget
  budget_tag     = { key = "Environment", value = var.name }
}
