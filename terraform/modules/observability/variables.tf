variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,28}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 30 lower case letters, digits and hyphens."
  }
}

variable "runbook_base_url" {
  description = "What stands before docs/runbooks/… in the description of alarms: where this repository can be read in a browser, with / at its end."
  type        = string

  validation {
    condition     = can(regex("^https://.+/$", var.runbook_base_url))
    error_message = "runbook_base_url must begin with https:// and end with /."
  }
}

variable "key_arn" {
  description = "KMS key in the home region for topic and log groups. Its policy must let cloudwatch.amazonaws.com, budgets.amazonaws.com, backup.amazonaws.com and logs.<region>.amazonaws.com use it (Decrypt, GenerateDataKey*; logs also Encrypt, ReEncrypt*, DescribeKey)."
  type        = string
}

variable "global_key_arn" {
  description = "KMS key in us-east-1 for the topic there: metrics of CloudFront and of Route 53's health checks exist in that region only. Its policy must let cloudwatch.amazonaws.com use it."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:us-east-1:", var.global_key_arn))
    error_message = "global_key_arn must be a key in us-east-1."
  }
}

variable "notify" {
  description = "Who hears of alarms: addresses by protocol (https for a pager, email, sms). Each has to confirm."
  type = list(object({
    protocol = string
    endpoint = string
  }))
  default = []

  validation {
    condition     = alltrue([for n in var.notify : contains(["https", "email", "sms"], n.protocol)])
    error_message = "protocol must be https, email or sms."
  }
}

variable "log_groups" {
  description = "Log groups to make, by the name that alarms call them: full name and days of retention."
  type = map(object({
    name           = string
    retention_days = number
  }))
  default = {}

  validation {
    condition     = alltrue([for g in var.log_groups : contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], g.retention_days)])
    error_message = "retention_days must be one that CloudWatch Logs knows, and is never unlimited."
  }
}

variable "error_logs" {
  description = "Names of log groups of processes and functions of ours, by role: their lines of level ERROR are counted. May name groups made elsewhere."
  type        = map(string)
  default     = {}
}

variable "audit_log" {
  description = "The log group into which the audit logs' verification writes, twice a day at least; null when nobody verifies."
  type        = string
  default     = null
}

variable "streams" {
  description = "Kinesis streams by a short name: their names. Each gets alarms on the age of what is read and on throttling."
  type        = map(string)
  default     = {}
}

variable "iterator_age_seconds" {
  description = "Consumers that are behind by more are an alarm."
  type        = number
  default     = 60
}

variable "queues" {
  description = "Working queues by a short name: name, and the age of the oldest message that is an alarm."
  type = map(object({
    name        = string
    age_seconds = optional(number, 300)
  }))
  default = {}
}

variable "dead_letter_queues" {
  description = "Dead-letter queues by a short name: their names. One message in any is an alarm."
  type        = map(string)
  default     = {}
}

variable "functions" {
  description = "Lambda functions by a short name: name and timeout in seconds."
  type = map(object({
    name            = string
    timeout_seconds = number
  }))
  default = {}
}

variable "services" {
  description = "ECS services by role: cluster, service, and how many tasks there must be at least."
  type = map(object({
    cluster     = string
    service     = string
    least_tasks = number
  }))
  default = {}
}

variable "http_api" {
  description = "API behind API Gateway, or null. An object, as its id is not known before it is made."
  type        = object({ id = string })
  default     = null
}

variable "web_load_balancer" {
  description = "Internal load balancer as the edge module tells it: dimensions of itself and of its target groups by role, or null."
  type = object({
    load_balancer = string
    target_groups = map(string)
  })
  default = null
}

variable "vehicles_load_balancer" {
  description = "The vehicles' load balancer as the edge module tells it, or null."
  type = object({
    load_balancer = string
    target_group  = string
  })
  default = null
}

variable "api_latency_seconds" {
  description = "99th percentile of the API's answers that is an alarm."
  type        = number
  default     = 1
}

variable "distribution" {
  description = "CloudFront distribution, or null."
  type        = object({ id = string })
  default     = null
}

variable "web_acl_name" {
  description = "Firewall of the distribution, or null."
  type        = string
  default     = null
}

variable "health_checks" {
  description = "Route 53 health checks by what they look at, as the edge module tells them."
  type        = map(string)
  default     = {}
}

variable "certificates" {
  description = "ACM certificates in the home region by a short name: ARNs. Import the vehicles' server certificate, too, and name it here: then its end is told."
  type        = map(string)
  default     = {}
}

variable "global_certificates" {
  description = "ACM certificates in us-east-1 by a short name: ARNs."
  type        = map(string)
  default     = {}
}

variable "certificate_days" {
  description = "A certificate that ends in fewer days is an alarm. ACM renews its own 60 days before."
  type        = number
  default     = 30
}

variable "database" {
  description = "RDS instance: identifier, allocated storage and memory of its class in GiB, max_connections; or null."
  type = object({
    identifier       = string
    storage_gib      = number
    memory_gib       = number
    most_connections = number
    replicas         = optional(list(string), [])
  })
  default = null
}

variable "tables" {
  description = "Names of DynamoDB tables."
  type        = set(string)
  default     = []
}

variable "cache" {
  description = "ElastiCache nodes by a short name: their cluster ids (fleetport-dev-001)."
  type        = map(string)
  default     = {}
}

variable "nat_instances" {
  description = "NAT instances by zone: instance ids."
  type        = map(string)
  default     = {}
}

variable "nat_gateways" {
  description = "NAT gateways by zone: ids."
  type        = map(string)
  default     = {}
}

variable "event_bus" {
  description = "Bus name and its rules by subscriber, or null."
  type = object({
    name  = string
    rules = map(string)
  })
  default = null
}

variable "schedule_group" {
  description = "Group of the schedules, or null."
  type        = string
  default     = null
}

variable "station_broker" {
  description = "Whether stations come through IoT Core, which counts refused connections for the whole account and region."
  type        = bool
  default     = false
}

variable "topic_rule" {
  description = "IoT topic rule, or null."
  type        = string
  default     = null
}

variable "backup_vault" {
  description = "Vault whose backups are watched, or null."
  type        = string
  default     = null
}

variable "buckets" {
  description = "S3 buckets by what is in them: names, for the cost dashboard."
  type        = map(string)
  default     = {}
}

variable "application_namespace" {
  description = "CloudWatch namespace that the application's own metrics are sent to under their Micrometer names (fleetport.events.lag), by whatever collector; null when none are."
  type        = string
  default     = null
}

variable "jobs_role_metric" {
  description = "With application_namespace: whether the missing of a process with the role jobs is an alarm."
  type        = bool
  default     = true
}

variable "budget" {
  description = "Monthly budget in US dollars, and who is told by mail besides the topic; null for none."
  type = object({
    amount = number
    emails = optional(list(string), [])
  })
  default = null
}

variable "budget_tag" {
  description = "Tag by which the budget counts this environment alone, as key and value (activate it as a cost allocation tag); null counts the account."
  type = object({
    key   = string
    value = string
  })
  default = null
}

variable "trace_share" {
  description = "Share of requests that X-Ray keeps, 0 to 1, beyond one a second."
  type        = number
  default     = 0.01

  validation {
    condition     = var.trace_share >= 0 && var.trace_share <= 1
    error_message = "trace_share must be 0 to 1."
  }
}
