variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "image_tag" {
  description = "Which image of the repository runs. Null before the first one is there: then everything but the services is made."
  type        = string
  default     = null

  validation {
    condition     = var.image_tag != "latest"
    error_message = "image_tag must name one image for ever, not whatever came last."
  }
}

variable "services" {
  description = "What runs, by role: sizes, how many, and what they get. Processor and memory as Fargate pairs them."
  type = map(object({
    cpu            = number
    memory         = number
    least          = number
    most           = number
    spot           = optional(bool, false)
    zone_spread    = optional(bool, true)
    stop_seconds   = optional(number, 30)
    deploys_one_up = optional(bool, true)
    target_groups  = optional(list(object({ arn = string, port = number })), [])
    cpu_percent    = optional(number, 60)
    connections = optional(object({
      namespace  = string
      metric     = string
      dimensions = map(string)
      of_each    = number
    }))
    age = optional(object({
      stream  = string
      seconds = number
    }))
  }))

  validation {
    condition     = alltrue([for role in keys(var.services) : contains(["edge", "consumer", "api", "live", "stations", "jobs"], role)])
    error_message = "services may be edge, consumer, api, live, stations and jobs."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.least >= 0 && service.least <= service.most])
    error_message = "least must not be more than most."
  }
}

variable "environments" {
  description = "Environment variables by role."
  type        = map(map(string))
}

variable "secrets" {
  description = "By role: environment variables that are secrets, with the secrets' ARNs."
  type        = map(map(string))
}

variable "files" {
  description = "By role: files to be there when it starts, and which member of which secret each one is."
  type        = map(map(object({ secret = string, member = string })))
}

variable "by_process" {
  description = "By role: environment variables that get the container's host name behind them."
  type        = map(map(string))
}

variable "service_role_arns" {
  description = "By role: what the service does."
  type        = map(string)
}

variable "start_role_arns" {
  description = "By role: what the platform does before its container starts."
  type        = map(string)
}

variable "subnet_ids" {
  description = "Private subnets."
  type        = list(string)
}

variable "security_group_ids" {
  description = "By role."
  type        = map(string)
}

variable "key_arns" {
  description = "Keys: of the repository's images and of logs."
  type        = object({ images = string, logs = string })
}

variable "log_group_prefix" {
  description = "What the names of log groups begin with."
  type        = string
}

variable "log_days" {
  description = "How long logs stay. They hold no VIN, but subjects and addresses of callers."
  type        = number
  default     = 30
}

variable "insights" {
  description = "CloudWatch's figures of containers: enhanced, enabled or disabled. They are paid by metric."
  type        = string
  default     = "enabled"

  validation {
    condition     = contains(["enhanced", "enabled", "disabled"], var.insights)
    error_message = "insights must be enhanced, enabled or disabled."
  }
}

variable "may_delete_images" {
  description = "Whether the repository goes with its images."
  type        = bool
  default     = false
}
