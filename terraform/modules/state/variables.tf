variable "name" {
  description = "What names begin with, such as fleetport."
  type        = string
}

variable "lock_table" {
  description = "Also makes a DynamoDB table for locks, for Terraform older than 1.10. S3's own locks need none."
  type        = bool
  default     = false
}

variable "old_versions_kept_days" {
  description = "How long former versions of the state stay."
  type        = number
  default     = 90

  validation {
    condition     = var.old_versions_kept_days >= 30
    error_message = "old_versions_kept_days must be 30 or more: a state that was spoilt is noticed late."
  }
}
