# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name                    = "fleetport-test"
  vpc_id                  = "vpc-1"
  s3_prefix_list_id       = "pl-s3"
  dynamodb_prefix_list_id = "pl-dynamodb"
  alb_sources             = { cloudfront = "pl-cloudfront" }
}

run "who_speaks_to_whom" {
  command = plan

  assert {
    condition     = toset(keys(aws_vpc_security_group_ingress_rule.between)) == toset(keys(aws_vpc_security_group_egress_rule.between))
    error_message = "Each way out has a way in."
  }

  assert {
    condition     = toset([for key in keys(aws_vpc_security_group_ingress_rule.between) : split("-", key)[0] if strcontains(key, "-database-")]) == toset(["api", "consumer", "edge", "functions", "jobs", "live", "stations"])
    error_message = "Only services and functions reach the database."
  }

  assert {
    condition     = toset([for key in keys(aws_vpc_security_group_ingress_rule.between) : split("-", key)[0] if strcontains(key, "-cache-")]) == toset(["api", "consumer", "functions", "jobs", "live"])
    error_message = "Who takes vehicles' and stations' connections does not reach Redis."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.vehicles.from_port == 443 && aws_vpc_security_group_ingress_rule.vehicles.to_port == 443
    error_message = "The internet reaches one port of one load balancer."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.between : rule.cidr_ipv4 == null && rule.ip_protocol == "tcp" && rule.from_port == rule.to_port])
    error_message = "Rules between groups name groups, and one port."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.alb_sources : rule.cidr_ipv4 == null && rule.prefix_list_id == "pl-cloudfront" && rule.from_port == 443])
    error_message = "The internal load balancer hears CloudFront alone."
  }

  assert {
    condition     = toset(keys(aws_vpc_security_group_egress_rule.internet)) == toset(["api-443", "functions-443", "jobs-443", "jobs-8443", "live-443", "stations-443", "stations-8883"])
    error_message = "Who stores and who hears vehicles calls nobody outside."
  }
}
