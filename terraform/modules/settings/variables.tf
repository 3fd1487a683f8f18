variable "stores" {
  description = "What keeps vehicles, trips and tenants: postgres or dynamodb."
  type        = string

  validation {
    condition     = contains(["postgres", "dynamodb"], var.stores)
    error_message = "stores must be postgres or dynamodb."
  }
}

variable "broker" {
  description = "Whether the role api has a link to the stations' broker, to send commands. The role stations always has one."
  type        = bool
}

variable "values" {
  description = "What stands in braces in environment.json."
  type        = map(string)
}

variable "java_options" {
  description = "Options of the JVM by role, such as -Xmx600m."
  type        = map(string)
}
