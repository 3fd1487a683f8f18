# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

override_data {
  target = data.aws_availability_zones.here
  values = {
    names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  }
}

override_data {
  target = data.aws_ssm_parameter.image
  values = {
    value = "ami-0123456789abcdef0"
  }
}

variables {
  name                       = "fleetport-test"
  zones                      = 2
  nat                        = "instance"
  endpoint_security_group_id = "sg-1"
  bucket_prefix              = "fleetport-test"
  logs_key_arn               = "arn:aws:kms:eu-central-1:111122223333:key/logs"
  storage_key_arn            = "arn:aws:kms:eu-central-1:111122223333:key/disk"
}

run "small" {
  command = plan

  assert {
    condition     = length(aws_subnet.private) == 2 && length(aws_instance.nat) == 1 && length(aws_nat_gateway.this) == 0 && length(aws_route.nat_instance) == 2
    error_message = "Two zones share one NAT instance."
  }

  assert {
    condition     = alltrue([for subnet in concat(aws_subnet.public, aws_subnet.private, aws_subnet.database) : !subnet.map_public_ip_on_launch])
    error_message = "Nothing gets a public address by being put somewhere."
  }

  assert {
    condition     = length(distinct(concat(aws_subnet.public[*].cidr_block, aws_subnet.private[*].cidr_block, aws_subnet.database[*].cidr_block))) == 6
    error_message = "Subnets must not overlap."
  }

  assert {
    condition     = aws_instance.nat[0].metadata_options[0].http_tokens == "required" && aws_instance.nat[0].root_block_device[0].encrypted
    error_message = "The NAT instance must be encrypted, and its metadata behind a token."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.nat : rule.cidr_ipv4 != "0.0.0.0/0"])
    error_message = "Nobody comes in through the NAT instance."
  }

  assert {
    condition     = toset([for rule in aws_vpc_security_group_egress_rule.nat : rule.from_port]) == toset([443, 8443, 8883])
    error_message = "The NAT instance lets only HTTPS, webhooks and MQTT through."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow.kms_key_id == var.logs_key_arn && aws_flow_log.this.traffic_type == "ALL"
    error_message = "All connections are noted, encrypted."
  }
}

run "ways_to_aws_are_no_ways_out" {
  command = plan

  variables {
    interface_endpoints = ["kinesis-streams", "kms", "secretsmanager", "ecr.api", "ecr.dkr", "logs", "events", "sqs"]
  }

  assert {
    condition = alltrue(flatten([
      for json in concat([for document in data.aws_iam_policy_document.endpoint : document.json], [data.aws_iam_policy_document.s3.json, data.aws_iam_policy_document.dynamodb.json]) : [
        for statement in jsondecode(json).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]
      ]
    ]))
    error_message = "An endpoint's policy must list its actions."
  }

  assert {
    condition = alltrue(flatten([
      for service, document in data.aws_iam_policy_document.endpoint : [
        for statement in jsondecode(document.json).Statement : flatten([statement.Resource]) != ["*"] || service == "ecr.api"
      ]
    ]))
    error_message = "An endpoint's policy must name its resources, but for the registry's login."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(data.aws_iam_policy_document.s3.json).Statement :
      statement.Sid == "LayersOfImages" ? flatten([statement.Action]) == ["s3:GetObject"] : try(statement.Condition.StringEquals["aws:PrincipalAccount"], "") == "111122223333"
    ])
    error_message = "Only this account's principals reach S3 through the VPC, but for the layers of images."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled && endpoint.security_group_ids == toset(["sg-1"])])
    error_message = "Endpoints are behind their own group, and found by the services' usual names."
  }
}

run "large" {
  command = plan

  variables {
    zones = 3
    nat   = "gateways"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && length(aws_route.nat_gateway) == 3 && length(aws_instance.nat) == 0 && length(aws_security_group.nat) == 0
    error_message = "Each zone has its own NAT gateway."
  }

  assert {
    condition     = length(aws_route_table_association.database) == 3 && alltrue([for route in concat(aws_route.nat_gateway, [aws_route.internet]) : route.destination_cidr_block == "0.0.0.0/0"])
    error_message = "Three database subnets, with a table of their own."
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    zones = 1
  }

  expect_failures = [var.zones]
}
