variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 20 lower-case letters, digits and hyphens."
  }
}

variable "domain_name" {
  description = "Where people and software reach the service, such as fleet.example.com."
  type        = string
}

variable "vehicles_domain" {
  description = "What the host names of vehicles end with: <organization>.<vehicles_domain>."
  type        = string
}

variable "zone_id" {
  description = "Route 53 public hosted zone that holds both names."
  type        = string
}

variable "sign_in_prefix" {
  description = "First part of the sign-in page's host name, unique in the region."
  type        = string
}

# What runs, and how much of it.

variable "image_tag" {
  description = "Which image runs. Null for the first time, when there is none yet: everything but the services is made."
  type        = string
  default     = null
}

variable "function_code" {
  description = "The functions' zip in the bucket of artifacts: key and version. Null for the first time: everything but the functions is made."
  type = object({
    key     = string
    version = optional(string)
  })
  default = null
}

variable "api_runtime" {
  description = "What answers the API: lambda (behind API Gateway) or fargate (behind the internal load balancer)."
  type        = string

  validation {
    condition     = contains(["lambda", "fargate"], var.api_runtime)
    error_message = "api_runtime must be lambda or fargate."
  }
}

variable "stations_runtime" {
  description = "What hears stations: function (an IoT rule fills a queue that calls a function) or service (the role stations is a client of IoT Core)."
  type        = string

  validation {
    condition     = contains(["function", "service"], var.stations_runtime)
    error_message = "stations_runtime must be function or service."
  }
}

variable "station_commands" {
  description = "Whether the API sends commands to stations. Needs api_runtime fargate, and the secret stations-identity."
  type        = bool
  default     = false

  validation {
    condition     = !var.station_commands || var.api_runtime == "fargate"
    error_message = "station_commands needs api_runtime fargate: a function cannot hold a connection to a broker."
  }
}

variable "uploads_function" {
  description = "Whether S3 tells a function of uploads, so that clients need not confirm them."
  type        = bool
  default     = false
}

variable "services" {
  description = "Size and number of each role's containers; java_heap_mb is the JVM's heap."
  type = map(object({
    cpu          = number
    memory       = number
    java_heap_mb = number
    least        = number
    most         = number
  }))

  validation {
    condition     = length(setsubtract(["edge", "consumer", "live", "jobs"], keys(var.services))) == 0
    error_message = "services must have edge, consumer, live and jobs at least."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.java_heap_mb <= service.memory * 0.75])
    error_message = "java_heap_mb must leave a quarter of memory to what is not heap."
  }
}

variable "live_on_spot" {
  description = "Whether live events are served by containers that may be taken away at any minute, for a third of the price."
  type        = bool
  default     = true
}

variable "function_copies" {
  description = "How many copies of each function may run at a time: each holds 4 to 12 connections to the database."
  type        = object({ api = number, stations = number, uploads = number })
  default     = { api = 5, stations = 3, uploads = 2 }
}

variable "api_provisioned_copies" {
  description = "Copies of the API's function that are kept warm; 0 leaves it to SnapStart."
  type        = number
  default     = 0
}

variable "connections_per_edge" {
  description = "Vehicles of one container of the role edge before another one is added."
  type        = number
  default     = 8000
}

variable "open_routes" {
  description = "With api_runtime lambda: routes that API Gateway lets through without a token, for the application to decide."
  type        = set(string)
  default     = ["GET /health", "GET /health/{proxy+}", "OPTIONS /{proxy+}"]
}

# The network.

variable "cidr" {
  description = "Addresses of the VPC, a /16."
  type        = string
  default     = "10.40.0.0/16"
}

variable "zones" {
  description = "Over how many availability zones."
  type        = number
}

variable "nat" {
  description = "instance or gateways."
  type        = string
}

variable "interface_endpoints" {
  description = "Services of AWS reached without leaving the VPC."
  type        = set(string)
}

variable "endpoint_zones" {
  description = "In how many zones; null for all."
  type        = number
  default     = null
}

variable "flow_log_traffic" {
  description = "ALL, REJECT or ACCEPT."
  type        = string
  default     = "ALL"
}

# Data.

variable "stores" {
  description = "What keeps vehicles, trips and tenants: postgres or dynamodb."
  type        = string
  default     = "postgres"
}

variable "stream" {
  description = "The telemetry stream."
  type = object({
    mode            = string
    shards          = optional(number, 1)
    retention_hours = optional(number, 24)
  })
}

variable "database" {
  description = "PostgreSQL, with stores postgres; memory_gib and most_connections are those of its class, for alarms."
  type = object({
    instance_class   = string
    engine_version   = optional(string, "17")
    memory_gib       = number
    most_connections = number
    multi_az         = bool
    storage_gib      = number
    most_storage_gib = number
    backup_days      = optional(number, 30)
    read_replicas    = optional(number, 0)
  })
  default = null
}

variable "cache" {
  description = "Redis."
  type        = object({ node_type = string, replicas = number })
}

variable "archive_days" {
  description = "How long raw messages stay; null for ever."
  type        = number
  default     = null
}

variable "intelligent_tiering" {
  description = "Whether the archive is left to S3 to move by use."
  type        = bool
  default     = false
}

variable "replication" {
  description = "Where archive and documents are copied to in another region; null for nowhere."
  type = object({
    bucket_arns = map(string)
    key_arn     = string
  })
  default = null
}

# Keeping it.

variable "deletion_protection" {
  description = "Whether what holds data can be deleted only after this is taken away."
  type        = bool
}

variable "final_snapshot" {
  description = "Whether what is destroyed leaves a snapshot, full buckets refuse to go, and secrets can be had back."
  type        = bool
}

variable "backup_days" {
  description = "How long daily recovery points are kept."
  type        = number
  default     = 30
}

variable "backup_copy" {
  description = "Vault in another region or account that they are copied to; null for none."
  type        = object({ vault_arn = string, days = number })
  default     = null
}

variable "restore_tests" {
  description = "Whether the latest recovery points are restored every month, as a trial."
  type        = bool
  default     = false
}

# Who signs in, and who is told.

variable "machine_clients" {
  description = "Software that signs in with a secret, by name: whose it is, and which roles it has."
  type = map(object({
    organization = string
    roles        = set(string)
  }))
  default = {}
}

variable "mfa" {
  description = "ON asks everybody for a second factor, OPTIONAL those who set one up."
  type        = string
  default     = "ON"
}

variable "threat_protection" {
  description = "Whether Cognito refuses stolen passwords and odd sign-ins, paid by user."
  type        = bool
  default     = false
}

variable "event_replay_days" {
  description = "How long events are kept for a replay; 0 keeps none."
  type        = number
  default     = 14
}

variable "audit_schedule" {
  description = "When audit logs are verified, in UTC: a cron or rate expression of EventBridge Scheduler, twice a day at least."
  type        = string
  default     = "cron(0 3,15 * * ? *)"
}

variable "event_subscribers" {
  description = "Software that gets events through a queue of its own: see the module events."
  type = map(object({
    event_types   = optional(list(string), [])
    organizations = optional(list(string), [])
    readers       = list(string)
  }))
  default = {}
}

variable "station_authorities" {
  description = "Certificates (PEM) of authorities that stations' certificates come from, by a name."
  type        = map(string)
  default     = {}
}

variable "runbook_base_url" {
  description = "What stands before docs/runbooks/… in alarms, with / at its end."
  type        = string
}

variable "notify" {
  description = "Who hears of alarms: addresses by protocol (https, email, sms)."
  type        = list(object({ protocol = string, endpoint = string }))
  default     = []
}

variable "watched_certificates" {
  description = "Further certificates in ACM whose end is told, by a short name: that of vehicles, imported."
  type        = map(string)
  default     = {}
}

variable "budget" {
  description = "Monthly budget in US dollars, and who is told by mail; null for none."
  type        = object({ amount = number, emails = optional(list(string), []) })
  default     = null
}

variable "log_days" {
  description = "How long logs stay."
  type        = number
  default     = 30
}

variable "insights" {
  description = "CloudWatch's figures of containers: enhanced, enabled or disabled."
  type        = string
  default     = "enabled"
}

variable "redis_password_version" {
  description = "Another number makes another password for Redis; the one before goes on working until the next."
  type        = number
  default     = 1
}
