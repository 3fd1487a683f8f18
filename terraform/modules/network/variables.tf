variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "cidr" {
  description = "Addresses of the VPC: a /16, of which a sixteenth is each zone's private subnet."
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "cidr must be a /16, such as 10.40.0.0/16."
  }
}

variable "zones" {
  description = "Over how many availability zones: 2 or 3."
  type        = number

  validation {
    condition     = contains([2, 3], var.zones)
    error_message = "zones must be 2 or 3."
  }
}

variable "nat" {
  description = "The way out of private subnets: instance (one, cheap, gone while it is replaced) or gateways (one in each zone)."
  type        = string

  validation {
    condition     = contains(["instance", "gateways"], var.nat)
    error_message = "nat must be instance or gateways."
  }
}

variable "nat_instance_type" {
  description = "Of the NAT instance, an ARM one."
  type        = string
  default     = "t4g.nano"
}

variable "outbound_ports" {
  description = "Ports that the NAT instance lets through to the internet: HTTPS, webhooks on 8443, MQTT."
  type        = set(number)
  default     = [443, 8443, 8883]
}

variable "interface_endpoints" {
  description = "Services of AWS reached without leaving the VPC. Each costs by zone and hour, and saves what NAT asks for the bytes."
  type        = set(string)
  default     = ["kinesis-streams"]

  validation {
    condition = length(setsubtract(var.interface_endpoints,
    ["kinesis-streams", "kms", "secretsmanager", "ecr.api", "ecr.dkr", "logs", "events", "sqs"])) == 0
    error_message = "interface_endpoints may name kinesis-streams, kms, secretsmanager, ecr.api, ecr.dkr, logs, events and sqs."
  }
}

variable "endpoint_zones" {
  description = "In how many zones interface endpoints are; null for all. With fewer, traffic of other zones pays for crossing."
  type        = number
  default     = null
}

variable "endpoint_security_group_id" {
  description = "The security group of interface endpoints."
  type        = string
}

variable "bucket_prefix" {
  description = "What the names of buckets begin with that may be reached through the VPC's way to S3; no other bucket of whomever can."
  type        = string
}

variable "flow_log_traffic" {
  description = "Which connections are noted: ALL, REJECT, ACCEPT."
  type        = string
  default     = "ALL"

  validation {
    condition     = contains(["ALL", "REJECT", "ACCEPT"], var.flow_log_traffic)
    error_message = "flow_log_traffic must be ALL, REJECT or ACCEPT."
  }
}

variable "flow_log_retention_days" {
  description = "How long flow logs stay."
  type        = number
  default     = 30
}

variable "logs_key_arn" {
  description = "The key that flow logs are encrypted under."
  type        = string
}

variable "storage_key_arn" {
  description = "The key that the NAT instance's disk is encrypted under."
  type        = string
}
