variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,28}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 30 lower case letters, digits and hyphens."
  }
}

variable "key_arn" {
  description = "KMS key of the vault: another one than that of what is kept, so that losing one loses one copy."
  type        = string
}

variable "databases" {
  description = "ARNs of RDS instances to keep."
  type        = list(string)
  default     = []
}

variable "tables" {
  description = "ARNs of DynamoDB tables to keep, besides their own point-in-time recovery."
  type        = list(string)
  default     = []
}

variable "buckets" {
  description = "ARNs of S3 buckets to keep; each must have versions."
  type        = list(string)
  default     = []
}

variable "daily_at" {
  description = "When the daily recovery point is begun (cron, UTC)."
  type        = string
  default     = "cron(0 2 * * ? *)"
}

variable "daily_days" {
  description = "How long daily recovery points are kept. A backup of before an erasure holds what was erased: say this number to tenants."
  type        = number
  default     = 30

  validation {
    condition     = var.daily_days >= 7 && var.daily_days <= 365
    error_message = "daily_days must be 7 to 365."
  }
}

variable "copy" {
  description = "Vault in another region or account that each daily recovery point is copied to, and for how many days; null for none. It decides where personal data goes: docs/data-residency.md."
  type = object({
    vault_arn = string
    days      = number
  })
  default = null
}

variable "lock" {
  description = "Whether recovery points cannot be deleted before their time, not even by an administrator. After changeable_for_days it cannot be taken back."
  type = object({
    changeable_for_days = number
  })
  default = null

  validation {
    condition     = var.lock == null ? true : var.lock.changeable_for_days >= 3
    error_message = "changeable_for_days must be 3 or more."
  }
}

variable "restore_tests" {
  description = "Whether the latest recovery points are restored every month and removed again, which costs a day of the restored instance."
  type        = bool
  default     = false
}

variable "database_subnet_group" {
  description = "With restore_tests and databases: subnet group that the trial instance is put into."
  type        = string
  default     = null

  validation {
    condition     = var.database_subnet_group != null || !var.restore_tests || length(var.databases) == 0
    error_message = "database_subnet_group is needed to restore a database, which must not land in a default VPC."
  }
}

variable "force_destroy" {
  description = "Whether the vault goes with its recovery points when it is destroyed. For environments that may be lost only."
  type        = bool
  default     = false
}
