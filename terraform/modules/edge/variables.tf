variable "name" {
  description = "What names begin with, such as fleetport-dev."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 20 lower case letters, digits and hyphens: load balancers take names of 32 characters."
  }
}

variable "domain_name" {
  description = "Where people and software reach the service, such as fleet.example.com: console, API and live events."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain_name))
    error_message = "domain_name must be a host name in lower case without a dot at its end."
  }
}

variable "vehicles_domain" {
  description = "What the host names of vehicles end with: <organization>.<vehicles_domain>, as FLEETPORT_VEHICLES_DOMAIN has it."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.vehicles_domain))
    error_message = "vehicles_domain must be a host name in lower case without a dot at its end."
  }
}

variable "zone_id" {
  description = "Route 53 public hosted zone that holds both names."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the load balancers."
  type        = string
}

variable "public_subnet_ids" {
  description = "Public subnets of the vehicles' load balancer, one in each zone."
  type        = list(string)

  validation {
    condition     = length(var.public_subnet_ids) >= 2
    error_message = "The vehicles' load balancer needs subnets in two zones at least."
  }
}

variable "private_subnet_ids" {
  description = "Private subnets of the internal load balancer that CloudFront reaches through a VPC origin, one in each zone."
  type        = list(string)

  validation {
    condition     = length(var.private_subnet_ids) >= 2
    error_message = "The internal load balancer needs subnets in two zones at least."
  }
}

variable "vehicles_load_balancer_security_group_id" {
  description = "Security group of the vehicles' load balancer: 443 in from anywhere, out to the edge tasks on 8443 and 8080 (health)."
  type        = string
}

variable "web_load_balancer_security_group_id" {
  description = "Security group of the internal load balancer: 443 in from the managed prefix list com.amazonaws.global.cloudfront.origin-facing, out to the live and API tasks on 8080."
  type        = string
}

variable "api_runtime" {
  description = "What answers the API: lambda (behind API Gateway) or fargate (behind the internal load balancer)."
  type        = string
  default     = "lambda"

  validation {
    condition     = contains(["lambda", "fargate"], var.api_runtime)
    error_message = "api_runtime must be lambda or fargate."
  }
}

variable "api_gateway_domain" {
  description = "With lambda: host name of the HTTP API's endpoint, without https:// (id.execute-api.region.amazonaws.com)."
  type        = string
  default     = null

  validation {
    condition     = var.api_runtime != "lambda" || var.api_gateway_domain != null
    error_message = "api_gateway_domain is needed when api_runtime is lambda."
  }
}

variable "console_bucket" {
  description = "Bucket of the console's files. This module writes its whole bucket policy (CloudFront may read, TLS only), so nobody else may. Under a KMS key the key's policy must let cloudfront.amazonaws.com decrypt for distributions of this account."
  type = object({
    id                   = string
    arn                  = string
    regional_domain_name = string
  })
}

variable "log_bucket_arn" {
  description = "Bucket that CloudFront's access logs are delivered to, below cloudfront/. Its policy must let delivery.logs.amazonaws.com write there."
  type        = string
}

variable "load_balancer_log_bucket" {
  description = "Name of the bucket for the internal load balancer's access logs, or null. Load balancers write to buckets under S3's own keys (SSE-S3) only."
  type        = string
  default     = null
}

variable "global_key_arn" {
  description = "KMS key in us-east-1 for the firewall's log group; its policy must let logs.us-east-1.amazonaws.com use it."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:us-east-1:", var.global_key_arn))
    error_message = "global_key_arn must be a key in us-east-1, where the firewall of CloudFront keeps its logs."
  }
}

variable "log_retention_days" {
  description = "How long the firewall's log is kept. It holds addresses of callers."
  type        = number
  default     = 30
}

variable "deletion_protection" {
  description = "Whether the load balancers refuse to be deleted."
  type        = bool
  default     = true
}

variable "price_class" {
  description = "Where CloudFront answers from: PriceClass_100 is North America and Europe."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "price_class must be PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "requests_per_address" {
  description = "Most requests of one address in five minutes; further ones are blocked. A vehicle does not come this way."
  type        = number
  default     = 6000

  validation {
    condition     = var.requests_per_address >= 100 && var.requests_per_address <= 2000000000
    error_message = "requests_per_address must be 100 to 2,000,000,000."
  }
}

variable "connect_origins" {
  description = "Further origins that the console's pages may ask: the documents' bucket and the sign-in pages, each with https://."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for o in var.connect_origins : can(regex("^https://[a-z0-9.-]+$", o))])
    error_message = "Each of connect_origins must be https:// and a host name."
  }
}

variable "health_checks" {
  description = "Whether Route 53 asks from outside if the entry and the vehicles' port answer."
  type        = bool
  default     = true
}
