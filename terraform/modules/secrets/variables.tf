variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "key_arn" {
  description = "The key that secrets are encrypted under."
  type        = string
}

variable "recovery_days" {
  description = "How long a deleted secret can be had back; 0 not at all, which lets an environment be made again at once under the same name."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_days == 0 || (var.recovery_days >= 7 && var.recovery_days <= 30)
    error_message = "recovery_days must be 0 or within 7..30."
  }
}

variable "redis_password_version" {
  description = "Another number makes another password for Redis. Restart the services afterwards: they read it when they start."
  type        = number
  default     = 1
}
