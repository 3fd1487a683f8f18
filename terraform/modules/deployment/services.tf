data "aws_iot_endpoint" "stations" {
  endpoint_type = "iot:Data-ATS"
}

# Calls of functions that failed for good.
resource "aws_sqs_queue" "failures" {
  name                              = "${var.name}-function-failures"
  message_retention_seconds         = 1209600
  kms_master_key_id                 = module.keys.arns["events"]
  kms_data_key_reuse_period_seconds = 3600

  tags = {
    Name = "${var.name}-function-failures"
  }
}

data "aws_iam_policy_document" "failures" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = ["arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-function-failures"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "failures" {
  queue_url = aws_sqs_queue.failures.url
  policy    = data.aws_iam_policy_document.failures.json
}

module "permissions" {
  source = "../permissions"

  name           = var.name
  stores         = var.stores
  stream_name    = local.stream_name
  consumer       = local.consumer
  table_prefix   = local.table_prefix
  bucket_names   = local.bucket_names
  event_bus_name = module.events.bus_name
  secret_arns    = merge(module.secrets.arns, { database = try(module.data.database.secret_arn, null) })
  key_arns       = module.keys.arns

  station_sources = var.stations_runtime == "function" ? {
    queue_arn = module.stations.queue_arn
    key_arn   = module.keys.arns["events"]
  } : null

  failure_queue_arn = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-function-failures"
  repository_arn    = local.repository
  log_group_prefix  = local.log_prefix
}

module "settings" {
  source = "../settings"

  stores       = var.stores
  broker       = var.station_commands
  java_options = { for role, service in var.services : role => "-Xmx${service.java_heap_mb}m" }

  values = {
    region               = local.region
    master_key           = module.keys.arns["master"]
    issuer               = module.identity.issuer
    audiences            = join(",", module.identity.audiences)
    client_organizations = module.identity.client_organizations
    vin_index_secret     = module.secrets.arns["vin-index"]
    webhooks_secret      = module.secrets.arns["webhooks"]
    live_url             = "https://${var.domain_name}/api/v1/live"
    database_host        = try(module.data.database.host, "")
    database_port        = try(module.data.database.port, "")
    database_name        = try(module.data.database.name, "")
    database_secret      = try(module.data.database.secret_arn, "")
    table_prefix         = local.table_prefix
    stream               = local.stream_name
    consumer             = local.consumer
    redis_host           = module.data.cache.host
    redis_port           = module.data.cache.port
    redis_secret         = module.secrets.arns["redis"]
    archive_bucket       = local.bucket_names["archive"]
    documents_bucket     = local.bucket_names["documents"]
    event_bus            = module.events.bus_name
    vehicles_domain      = var.vehicles_domain
    vehicles_secret      = module.secrets.arns["vehicles-tls"]
    broker_host          = data.aws_iot_endpoint.stations.endpoint_address
    stations_secret      = module.secrets.arns["stations-identity"]
    client_id_prefix     = var.name
  }
}

locals {
  # What each role gets besides its size. Written out in full: what is looked up with a way out is not known before it is made.
  shapes = {
    edge = {
      # The vehicles of one that ends are spread over half a minute, and those with a word underway get ten seconds more.
      stop_seconds  = 60
      spot          = false
      age           = null
      target_groups = [{ arn = module.edge.target_group_arns["edge"], port = 8443 }]
      connections = {
        namespace  = "AWS/NetworkELB"
        metric     = "ActiveFlowCount"
        dimensions = { LoadBalancer = module.edge.vehicles_load_balancer.load_balancer }
        of_each    = var.connections_per_edge
      }
    }
    consumer = { stop_seconds = 30, spot = false, age = { stream = local.stream_name, seconds = 30 }, target_groups = [], connections = null }
    live = {
      stop_seconds  = 30
      spot          = var.live_on_spot
      age           = null
      target_groups = [{ arn = module.edge.target_group_arns["live"], port = 8080 }]
      connections = {
        namespace  = "AWS/ApplicationELB"
        metric     = "ActiveConnectionCount"
        dimensions = { LoadBalancer = module.edge.web_load_balancer.load_balancer }
        of_each    = 4000
      }
    }
    api = {
      stop_seconds  = 30
      spot          = false
      age           = null
      target_groups = [for name in ["api"] : { arn = module.edge.target_group_arns[name], port = 8080 } if var.api_runtime == "fargate"]
      connections   = null
    }
    stations = { stop_seconds = 30, spot = false, age = null, target_groups = [], connections = null }
    jobs     = { stop_seconds = 30, spot = false, age = null, target_groups = [], connections = null }
  }

  roles = toset(concat(
    ["edge", "consumer", "live", "jobs"],
    var.api_runtime == "fargate" ? ["api"] : [],
    var.stations_runtime == "service" ? ["stations"] : [],
  ))
}

module "compute" {
  source = "../compute"

  name      = var.name
  image_tag = var.image_tag

  services = {
    for role in local.roles : role => {
      cpu           = var.services[role].cpu
      memory        = var.services[role].memory
      least         = var.services[role].least
      most          = var.services[role].most
      spot          = local.shapes[role].spot
      stop_seconds  = local.shapes[role].stop_seconds
      target_groups = local.shapes[role].target_groups
      connections   = local.shapes[role].connections
      age           = local.shapes[role].age
    }
  }

  environments       = module.settings.environments
  secrets            = module.settings.secrets
  files              = module.settings.files
  by_process         = module.settings.by_process
  service_role_arns  = module.permissions.service_role_arns
  start_role_arns    = module.permissions.start_role_arns
  subnet_ids         = module.network.private_subnet_ids
  security_group_ids = module.security_groups.ids
  key_arns           = { images = module.keys.arns["artifacts"], logs = module.keys.arns["operations"] }
  log_group_prefix   = local.log_prefix
  log_days           = var.log_days
  insights           = var.insights
  may_delete_images  = !var.final_snapshot
}

module "functions" {
  source = "../functions"

  name              = var.name
  code              = { bucket = module.data.buckets["artifacts"].id, key = try(var.function_code.key, "none"), version = try(var.function_code.version, null) }
  functions         = local.functions
  environments      = module.settings.functions
  secrets           = module.settings.function_secrets
  role_arns         = module.permissions.function_role_arns
  subnet_ids        = module.network.private_subnet_ids
  security_group_id = module.security_groups.ids["functions"]
  key_arns          = { environment = module.keys.arns["artifacts"], logs = module.keys.arns["operations"] }
  log_group_prefix  = local.log_prefix
  log_days          = var.log_days

  stations = {
    kind              = "queue"
    queue_arn         = module.stations.queue_arn
    failure_queue_arn = aws_sqs_queue.failures.arn
  }

  uploads = {
    bucket_id         = module.data.buckets["documents"].id
    bucket_arn        = module.data.buckets["documents"].arn
    prefix            = "quarantine/"
    failure_queue_arn = aws_sqs_queue.failures.arn
  }
}

module "api_gateway" {
  source = "../api-gateway"
  count  = contains(keys(local.functions), "api") ? 1 : 0

  name           = var.name
  function       = module.functions.aliases["api"]
  issuer         = module.identity.issuer
  audiences      = module.identity.audiences
  open_routes    = var.open_routes
  logs_key_arn   = module.keys.arns["operations"]
  log_group_name = "${local.log_prefix}/api-gateway"
  log_days       = var.log_days
}
