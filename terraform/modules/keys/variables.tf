variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,24}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 26 lower-case letters, digits and hyphens, as bucket names begin with it."
  }
}

variable "purposes" {
  description = "A key each, by purpose: what it is for, and which services of AWS use it on their own behalf (logs, cloudfront, or a service's host name such as events.amazonaws.com)."
  type = map(object({
    description = string
    services    = optional(set(string), [])
  }))
}

variable "deletion_window_days" {
  description = "How long a key that is to be deleted can still be had back. What was encrypted under it is gone afterwards."
  type        = number
  default     = 30

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30
    error_message = "deletion_window_days must be within 7..30."
  }
}

variable "region" {
  description = "Where the keys are; null for the provider's own region."
  type        = string
  default     = null
}
