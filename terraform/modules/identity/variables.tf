variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "domain_prefix" {
  description = "First part of the sign-in page's host name, unique in the region."
  type        = string
}

variable "callback_urls" {
  description = "Where the console is sent back to after signing in."
  type        = set(string)

  validation {
    condition     = alltrue([for url in var.callback_urls : startswith(url, "https://") || startswith(url, "http://localhost")])
    error_message = "callback_urls must begin with https:// (or http://localhost)."
  }
}

variable "logout_urls" {
  description = "Where the console is sent back to after signing out."
  type        = set(string)
}

variable "machine_clients" {
  description = "Software that signs in with a secret, by name: whose it is, and which roles it has."
  type = map(object({
    organization = string
    roles        = set(string)
  }))
  default = {}

  validation {
    condition = alltrue([
      for client in values(var.machine_clients) :
      length(setsubtract(client.roles, ["viewer", "dispatcher", "manager", "admin", "auditor", "source", "operator"])) == 0
    ])
    error_message = "roles may be viewer, dispatcher, manager, admin, auditor, source and operator."
  }
}

variable "mfa" {
  description = "ON asks everybody for a second factor, OPTIONAL those who set one up."
  type        = string
  default     = "ON"

  validation {
    condition     = contains(["ON", "OPTIONAL"], var.mfa)
    error_message = "mfa must be ON or OPTIONAL."
  }
}

variable "threat_protection" {
  description = "Refuses stolen passwords and odd sign-ins. Makes every user cost what the Plus plan asks."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Whether the pool, with all who sign in, can be deleted only after this is taken away."
  type        = bool
}
