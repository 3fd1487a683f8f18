variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,28}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 30 lower case letters, digits and hyphens."
  }
}

variable "key_arn" {
  description = "KMS key of bus, archive, queues and schedules. Its policy must delegate to IAM policies of this account and let events.amazonaws.com use it (Decrypt, GenerateDataKey) for this account's bus, rules and archive."
  type        = string
}

variable "replay_days" {
  description = "How long events are kept for a replay; 0 keeps none. An erasure does not reach into the archive: keep it no longer than needed."
  type        = number
  default     = 14

  validation {
    condition     = var.replay_days >= 0 && var.replay_days <= 365
    error_message = "replay_days must be 0 to 365."
  }
}

variable "subscribers" {
  description = "Software that gets events through a queue of its own, by a short name: event types with or without version (trip.finished, trip.finished.v1; all when empty), organizations (all when empty), and the principals (role ARNs of this or other accounts) that may read the queue."
  type = map(object({
    event_types   = optional(list(string), [])
    organizations = optional(list(string), [])
    readers       = list(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for k, s in var.subscribers : can(regex("^[a-z][a-z0-9-]{0,19}$", k)) && length(s.readers) > 0])
    error_message = "Each subscriber needs a name of at most 20 lower case letters, digits and hyphens, and a reader."
  }
  validation {
    condition     = alltrue(flatten([for s in var.subscribers : [for r in s.readers : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/.+$", r))]]))
    error_message = "readers must be ARNs of roles: nobody else and no whole account reads a queue."
  }
}

variable "keep_days" {
  description = "How long a subscriber's queue keeps what nobody fetched, 1 to 14."
  type        = number
  default     = 14
}

variable "tasks" {
  description = "Tasks that run by the clock on ECS, by a short name: schedule (cron or rate, with its time zone), task definition (ARN with revision), the roles it passes, subnets, security groups and the command."
  type = map(object({
    schedule            = string
    timezone            = optional(string, "UTC")
    cluster_arn         = string
    task_definition_arn = string
    pass_role_arns      = list(string)
    subnet_ids          = list(string)
    security_group_ids  = list(string)
    container           = string
    command             = list(string)
  }))
  default = {}
}
