variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "stores" {
  description = "postgres or dynamodb."
  type        = string
}

variable "stream_name" {
  description = "The telemetry stream."
  type        = string
}

variable "consumer" {
  description = "FLEETPORT_KINESIS_CONSUMER: with -<stream> behind it what the tables of the leases begin with."
  type        = string
}

variable "fan_out" {
  description = "Whether Kinesis pushes records to consumers (FLEETPORT_KINESIS_FAN_OUT)."
  type        = bool
  default     = false
}

variable "table_prefix" {
  description = "What the stores' tables begin with, with dynamodb."
  type        = string
}

variable "bucket_names" {
  description = "The buckets archive and documents."
  type        = object({ archive = string, documents = string })
}

variable "event_bus_name" {
  description = "The bus that jobs publish to."
  type        = string
}

variable "secret_arns" {
  description = "Secrets: vin-index, webhooks, redis, vehicles-tls, stations-identity, and database (null with dynamodb)."
  type        = map(string)
}

variable "key_arns" {
  description = "Keys by purpose: master, stream, stores, secrets, archive, documents, events."
  type        = map(string)
}

variable "station_sources" {
  description = "What the stations' function is called by: ARN of a queue or a stream, and their key; null for none."
  type = object({
    queue_arn  = optional(string)
    stream_arn = optional(string)
    key_arn    = string
  })
  default = null
}

variable "failure_queue_arn" {
  description = "Where calls of functions that failed for good are noted."
  type        = string
}

variable "repository_arn" {
  description = "The repository of the image."
  type        = string
}

variable "log_group_prefix" {
  description = "What the names of the services' log groups begin with."
  type        = string
}
