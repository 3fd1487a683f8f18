variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "code" {
  description = "The zip of docs/lambda.md in a bucket: bucket, key and version."
  type = object({
    bucket  = string
    key     = string
    version = optional(string)
  })
}

variable "functions" {
  description = "Which of api, stations and uploads are made, with sizes. copies is how many may run at a time: each holds 4 to 12 connections to the database."
  type = map(object({
    memory      = number
    timeout     = number
    copies      = number
    snap_start  = optional(bool, true)
    provisioned = optional(number, 0)
  }))

  validation {
    condition     = alltrue([for function in keys(var.functions) : contains(["api", "stations", "uploads"], function)])
    error_message = "functions may be api, stations and uploads."
  }

  validation {
    condition     = alltrue([for function in values(var.functions) : !(function.snap_start && function.provisioned > 0)])
    error_message = "A function has snap_start or provisioned copies, not both."
  }

  validation {
    condition     = try(var.functions["api"].timeout, 29) <= 29
    error_message = "api must answer within 29 seconds: API Gateway waits 30."
  }
}

variable "runtime" {
  description = "Java 21 or newer."
  type        = string
  default     = "java21"
}

variable "environments" {
  description = "Environment variables by function."
  type        = map(map(string))
}

variable "secrets" {
  description = "By function: environment variables that are secrets, with the secrets' ARNs. A function cannot be given them otherwise than by value, so that the state holds them too."
  type        = map(map(string))
}

variable "role_arns" {
  description = "By function."
  type        = map(string)
}

variable "subnet_ids" {
  description = "Private subnets."
  type        = list(string)
}

variable "security_group_id" {
  description = "The functions' group."
  type        = string
}

variable "key_arns" {
  description = "Keys: of environments and of logs."
  type        = object({ environment = string, logs = string })
}

variable "log_group_prefix" {
  description = "What the names of log groups begin with."
  type        = string
}

variable "log_days" {
  description = "How long logs stay."
  type        = number
  default     = 30
}

variable "stations" {
  description = "What the function stations is called by: a queue, or a stream with where its failures are noted."
  type = object({
    queue_arn         = optional(string)
    stream_arn        = optional(string)
    failure_queue_arn = optional(string)
    kind              = string
  })
  default = null

  validation {
    condition     = var.stations == null || contains(["queue", "stream"], try(var.stations.kind, ""))
    error_message = "stations.kind must be queue or stream."
  }
}

variable "uploads" {
  description = "The bucket whose uploads the function of that name is told of, and the prefix of the quarantine."
  type = object({
    bucket_id         = string
    bucket_arn        = string
    prefix            = string
    failure_queue_arn = string
  })
  default = null
}
