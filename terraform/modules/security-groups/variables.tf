variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string
}

variable "vpc_id" {
  description = "The VPC that the groups are in."
  type        = string
}

variable "s3_prefix_list_id" {
  description = "S3's addresses."
  type        = string
}

variable "dynamodb_prefix_list_id" {
  description = "DynamoDB's addresses."
  type        = string
}

variable "alb_sources" {
  description = "Prefix lists that may come to the internal load balancer by HTTPS, such as CloudFront's."
  type        = map(string)
  default     = {}
}

variable "vehicles_port" {
  description = "The port that vehicles connect to from anywhere."
  type        = number
  default     = 443
}

variable "internet" {
  description = "Which services may call the internet, and on which ports. Where a service of AWS has no endpoint in the VPC, whoever uses it needs 443."
  type        = map(set(number))
  default = {
    api       = [443]
    functions = [443]
    jobs      = [443, 8443]
    live      = [443]
    stations  = [443, 8883]
  }

  validation {
    condition     = length(setsubtract(keys(var.internet), ["api", "consumer", "edge", "functions", "jobs", "live", "stations"])) == 0
    error_message = "internet may name api, consumer, edge, functions, jobs, live and stations."
  }
}
