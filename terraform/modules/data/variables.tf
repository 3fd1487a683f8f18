variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,24}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 26 lower-case letters, digits and hyphens, as bucket names begin with it."
  }
}

variable "stores" {
  description = "What keeps vehicles, trips and tenants: postgres or dynamodb, as FLEETPORT_STORES."
  type        = string

  validation {
    condition     = contains(["postgres", "dynamodb"], var.stores)
    error_message = "stores must be postgres or dynamodb."
  }
}

variable "key_arns" {
  description = "Keys by purpose: stream, stores, cache, archive, documents, console, queries."
  type = object({
    stream    = string
    stores    = string
    cache     = string
    archive   = string
    documents = string
    console   = string
    queries   = string
  })
}

variable "deletion_protection" {
  description = "Whether database and tables can be deleted only after this is taken away."
  type        = bool
}

variable "final_snapshot" {
  description = "Whether a database that is destroyed leaves a snapshot, and buckets that hold something refuse to go."
  type        = bool
}

variable "stream" {
  description = "The stream between those that hear and those that store. A shard takes 1 MiB and 1,000 records a second; on-demand mode asks more for what is steady."
  type = object({
    mode            = string
    shards          = optional(number, 1)
    retention_hours = optional(number, 24)
  })

  validation {
    condition     = contains(["ON_DEMAND", "PROVISIONED"], var.stream.mode)
    error_message = "stream.mode must be ON_DEMAND or PROVISIONED."
  }

  validation {
    condition     = var.stream.retention_hours >= 24 && var.stream.retention_hours <= 168
    error_message = "stream.retention_hours must be within 24..168: an erasure does not reach into the stream, so keep it short."
  }
}

variable "database" {
  description = "PostgreSQL on RDS, with stores = postgres."
  type = object({
    instance_class        = string
    engine_version        = optional(string, "17")
    multi_az              = bool
    storage_gib           = number
    most_storage_gib      = number
    backup_days           = optional(number, 30)
    read_replicas         = optional(number, 0)
    maintenance_window    = optional(string, "sun:03:30-sun:04:30")
    backup_window         = optional(string, "01:00-01:30")
    insights_days         = optional(number, 7)
    monitoring_seconds    = optional(number, 60)
    slow_statement_ms     = optional(number, 1000)
    apply_immediately     = optional(bool, false)
    auto_minor_upgrades   = optional(bool, true)
    parameters            = optional(map(string), {})
    certificate_authority = optional(string, "rds-ca-rsa2048-g1")
  })
  default = null

  validation {
    condition     = var.stores != "postgres" || var.database != null
    error_message = "database must be given when stores is postgres."
  }

  validation {
    condition     = var.database == null || try(var.database.backup_days >= 7 && var.database.backup_days <= 35, false)
    error_message = "database.backup_days must be within 7..35."
  }
}

variable "database_subnet_ids" {
  description = "Subnets without a way to the internet."
  type        = list(string)
}

variable "database_security_group_ids" {
  description = "Groups of the database."
  type        = list(string)
}

variable "cache" {
  description = "Redis for live events and shared limits. It keeps nothing that would be missed, so one node is enough where a minute without live events is."
  type = object({
    node_type = string
    replicas  = number
  })
}

variable "cache_subnet_ids" {
  description = "Subnets of Redis."
  type        = list(string)
}

variable "cache_security_group_ids" {
  description = "Groups of Redis."
  type        = list(string)
}

variable "cache_password" {
  description = "What Redis asks for, 16 to 128 characters."
  type        = string
  sensitive   = true
}

variable "console_origins" {
  description = "Origins whose pages may send and fetch documents by signed URLs, such as https://fleet.example.com."
  type        = set(string)
}

variable "log_days" {
  description = "How long access logs stay."
  type        = number
  default     = 365
}

variable "archive_days" {
  description = "How long raw messages stay; null for ever."
  type        = number
  default     = null
}

variable "intelligent_tiering" {
  description = "Whether the archive is left to S3 to move by use, rather than moved at 90 days."
  type        = bool
  default     = false
}

variable "replication" {
  description = "Where the archive and documents are copied to, in another region: buckets (with versions) and a key there; null for nowhere. It decides where personal data goes, and erasures do not reach it."
  type = object({
    bucket_arns = map(string)
    key_arn     = string
  })
  default = null

  validation {
    condition     = var.replication == null || length(setsubtract(try(keys(var.replication.bucket_arns), []), ["archive", "documents"])) == 0
    error_message = "replication.bucket_arns may name archive and documents."
  }
}
