variable "region" {
  description = "Where everything is but what guards CloudFront. It decides where personal data lies."
  type        = string
  default     = "eu-central-1"
}

variable "domain_name" {
  description = "Where people and software reach the service, such as fleet.example.com."
  type        = string
}

variable "vehicles_domain" {
  description = "What the host names of vehicles end with: <organization>.<vehicles_domain>."
  type        = string
}

variable "zone_id" {
  description = "Route 53 public hosted zone that holds both names."
  type        = string
}

variable "sign_in_prefix" {
  description = "First part of the sign-in page's host name, unique in the region."
  type        = string
}

variable "image_tag" {
  description = "Which image runs. Leave it out the first time, when there is none yet."
  type        = string
  default     = null
}

variable "function_code" {
  description = "The functions' zip in the bucket of artifacts. Leave it out the first time."
  type = object({
    key     = string
    version = optional(string)
  })
  default = null
}

variable "machine_clients" {
  description = "Software that signs in with a secret, by name: whose it is, and which roles it has."
  type = map(object({
    organization = string
    roles        = set(string)
  }))
  default = {}
}

variable "event_subscribers" {
  description = "Software that gets events through a queue of its own."
  type = map(object({
    event_types   = optional(list(string), [])
    organizations = optional(list(string), [])
    readers       = list(string)
  }))
  default = {}
}

variable "station_authorities" {
  description = "Certificates (PEM) of authorities that stations' certificates come from, by a name."
  type        = map(string)
  default     = {}
}

variable "runbook_base_url" {
  description = "Where this repository can be read in a browser, with / at its end: alarms link their runbooks by it."
  type        = string
}

variable "notify" {
  description = "Who hears of alarms: addresses by protocol (https, email, sms)."
  type        = list(object({ protocol = string, endpoint = string }))
  default     = []
}

variable "budget_emails" {
  description = "Who is told by mail when the month costs more than planned."
  type        = list(string)
  default     = []
}

variable "watched_certificates" {
  description = "Certificates imported into ACM whose end is told, by a short name: ARNs. The vehicles' server certificate is one."
  type        = map(string)
  default     = {}
}

variable "redis_password_version" {
  description = "Another number makes another password for Redis; the one before goes on working until the next."
  type        = number
  default     = 1
}
