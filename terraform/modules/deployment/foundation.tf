data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  log_prefix = "/${var.name}"

  # Names that policies are written with, so that they can be read, and tested, before anything is made.
  stream_name  = "${var.name}-telemetry"
  consumer     = "leases"
  table_prefix = "${var.name}-stores-"
  bucket_names = { for use in ["archive", "documents"] : use => "${var.name}-${use}-${local.account}" }
  repository   = "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${var.name}/fleetport"

  functions = var.function_code == null ? {} : merge(
    var.api_runtime == "lambda" ? {
      api = {
        memory      = 2048
        timeout     = 29
        copies      = var.function_copies.api
        snap_start  = var.api_provisioned_copies == 0
        provisioned = var.api_provisioned_copies
      }
    } : {},
    var.stations_runtime == "function" ? { stations = { memory = 2048, timeout = 60, copies = var.function_copies.stations, snap_start = true, provisioned = 0 } } : {},
    var.uploads_function ? { uploads = { memory = 1024, timeout = 180, copies = var.function_copies.uploads, snap_start = false, provisioned = 0 } } : {},
  )

  # Without an endpoint the way to a service of AWS is the NAT's. Then everybody needs 443 to the internet; else only those
  # who ask the issuer, call webhooks or speak to IoT Core.
  all_endpoints = length(setsubtract(["kinesis-streams", "kms", "secretsmanager", "ecr.api", "ecr.dkr", "logs", "events"], var.interface_endpoints)) == 0

  internet = merge(
    local.all_endpoints ? {} : { edge = [443], consumer = [443] },
    { api = [443, 8883], functions = [443], live = [443], jobs = [443, 8443], stations = [443, 8883] },
  )
}

module "keys" {
  source = "../keys"

  name                 = var.name
  deletion_window_days = var.final_snapshot ? 30 : 7

  purposes = {
    master     = { description = "Keys of organizations, and by them pseudonyms and VINs" }
    stream     = { description = "The telemetry stream" }
    stores     = { description = "Database, tables, Redis" }
    archive    = { description = "Raw messages and exports" }
    documents  = { description = "Dashcam clips and documents of trips" }
    secrets    = { description = "Secrets Manager" }
    events     = { description = "Event bus and queues", services = ["events.amazonaws.com"] }
    artifacts  = { description = "Image, functions, console, disks", services = ["cloudfront"] }
    operations = { description = "Logs, alarms and queries", services = ["logs", "cloudwatch.amazonaws.com", "budgets.amazonaws.com", "backup.amazonaws.com"] }
    backup     = { description = "Recovery points" }
  }
}

# What guards CloudFront lives in us-east-1, and so do its log and its alarms.
module "global_keys" {
  source = "../keys"

  name                 = var.name
  region               = "us-east-1"
  deletion_window_days = var.final_snapshot ? 30 : 7

  purposes = {
    global = { description = "Logs and alarms of the entry", services = ["logs", "cloudwatch.amazonaws.com"] }
  }
}

module "network" {
  source = "../network"

  name                       = var.name
  cidr                       = var.cidr
  zones                      = var.zones
  nat                        = var.nat
  interface_endpoints        = var.interface_endpoints
  endpoint_zones             = var.endpoint_zones
  endpoint_security_group_id = module.security_groups.ids["endpoints"]
  bucket_prefix              = var.name
  flow_log_traffic           = var.flow_log_traffic
  flow_log_retention_days    = var.log_days
  logs_key_arn               = module.keys.arns["operations"]
  storage_key_arn            = module.keys.arns["artifacts"]
}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

module "security_groups" {
  source = "../security-groups"

  name                    = var.name
  vpc_id                  = module.network.vpc_id
  s3_prefix_list_id       = module.network.s3_prefix_list_id
  dynamodb_prefix_list_id = module.network.dynamodb_prefix_list_id
  alb_sources             = { cloudfront = data.aws_ec2_managed_prefix_list.cloudfront.id }
  internet                = local.internet
}

module "secrets" {
  source = "../secrets"

  name          = var.name
  key_arn       = module.keys.arns["secrets"]
  recovery_days = var.final_snapshot ? 30 : 0

  redis_password_version = var.redis_password_version
}

module "identity" {
  source = "../identity"

  name                = var.name
  domain_prefix       = var.sign_in_prefix
  callback_urls       = ["https://${var.domain_name}/"]
  logout_urls         = ["https://${var.domain_name}/"]
  machine_clients     = var.machine_clients
  mfa                 = var.mfa
  threat_protection   = var.threat_protection
  deletion_protection = var.deletion_protection
}

module "data" {
  source = "../data"

  name = var.name
  key_arns = {
    stream    = module.keys.arns["stream"]
    stores    = module.keys.arns["stores"]
    cache     = module.keys.arns["stores"]
    archive   = module.keys.arns["archive"]
    documents = module.keys.arns["documents"]
    console   = module.keys.arns["artifacts"]
    queries   = module.keys.arns["operations"]
  }

  stores                      = var.stores
  stream                      = var.stream
  database                    = var.database
  database_subnet_ids         = module.network.database_subnet_ids
  database_security_group_ids = [module.security_groups.ids["database"]]
  cache                       = var.cache
  cache_subnet_ids            = module.network.database_subnet_ids
  cache_security_group_ids    = [module.security_groups.ids["cache"]]
  cache_password              = module.secrets.redis_password
  console_origins             = ["https://${var.domain_name}"]
  archive_days                = var.archive_days
  intelligent_tiering         = var.intelligent_tiering
  replication                 = var.replication
  deletion_protection         = var.deletion_protection
  final_snapshot              = var.final_snapshot
}
