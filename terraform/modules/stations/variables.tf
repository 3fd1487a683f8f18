variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,28}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 30 lower case letters, digits and hyphens."
  }
}

variable "key_arn" {
  description = "KMS key of queues and stream. Its policy must delegate to IAM policies of this account."
  type        = string
}

variable "sink" {
  description = "Where the topic rule puts what stations say, for the function io.fleetport.bootstrap.lambda.StationHandler: queue (SQS), stream (Kinesis: in order per station), or none (the role stations hears the broker by itself)."
  type        = string
  default     = "queue"

  validation {
    condition     = contains(["queue", "stream", "none"], var.sink)
    error_message = "sink must be queue, stream or none."
  }
}

variable "function_timeout_seconds" {
  description = "Timeout of the function that takes the messages; the queue hides a message six times as long."
  type        = number
  default     = 60
}

variable "most_receives" {
  description = "After so many vain tries a message goes to the dead letters."
  type        = number
  default     = 10
}

variable "stream_retention_hours" {
  description = "With stream: how long records are kept, 24 to 8760."
  type        = number
  default     = 24

  validation {
    condition     = var.stream_retention_hours >= 24 && var.stream_retention_hours <= 8760
    error_message = "stream_retention_hours must be 24 to 8760."
  }
}

variable "authorities" {
  description = "Certificates (PEM) of authorities that stations' certificates come from, by a name. A station whose certificate is of one of them becomes a thing named like the certificate's common name when it first connects."
  type        = map(string)
  default     = {}
}

variable "custom_domain" {
  description = "Host name that stations are told in place of the account's own, its certificate in the home region (ACM) and the zone for its record; null for none."
  type = object({
    domain_name     = string
    certificate_arn = string
    zone_id         = string
  })
  default = null
}
