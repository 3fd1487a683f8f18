variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "function" {
  description = "The alias that answers: function, its name, and the ARN it is called by."
  type = object({
    function   = string
    name       = string
    invoke_arn = string
  })
}

variable "issuer" {
  description = "Whose tokens are let through."
  type        = string

  validation {
    condition     = startswith(var.issuer, "https://")
    error_message = "issuer must begin with https://."
  }
}

variable "audiences" {
  description = "Whom tokens must be for."
  type        = set(string)
}

variable "open_routes" {
  description = "What is let through without a token, for the application to decide: questions of browsers before the real one, health, and what software with keys (fpk_…) may call, which no gateway can verify."
  type        = set(string)
  default     = ["GET /health", "GET /health/{proxy+}", "OPTIONS /{proxy+}"]

  validation {
    condition     = !contains(var.open_routes, "$default") && alltrue([for route in var.open_routes : !startswith(route, "ANY ")])
    error_message = "open_routes name a method and a path each; neither $default nor ANY."
  }
}

variable "requests_per_second" {
  description = "Most requests of all callers in the long run."
  type        = number
  default     = 1000
}

variable "burst" {
  description = "Most requests at once."
  type        = number
  default     = 500
}

variable "logs_key_arn" {
  description = "The key of the access log."
  type        = string
}

variable "log_group_name" {
  description = "The access log."
  type        = string
}

variable "log_days" {
  description = "How long the access log stays: it holds addresses of callers."
  type        = number
  default     = 30
}
