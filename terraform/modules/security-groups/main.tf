locals {
  groups = {
    nlb       = "Load balancer that vehicles connect to"
    alb       = "Internal load balancer of the API and live events"
    edge      = "Takes vehicles' connections"
    api       = "Answers requests"
    live      = "Serves live events"
    consumer  = "Stores what came through the stream"
    jobs      = "Does what nobody waits for"
    stations  = "Hears stations over their broker"
    functions = "Functions of Lambda"
    database  = "PostgreSQL"
    cache     = "Redis"
    endpoints = "Endpoints of AWS services in the VPC"
  }

  workers = ["api", "consumer", "edge", "functions", "jobs", "live", "stations"]

  # Who speaks to whom, once: each is a rule out of the one and a rule into the other.
  between = concat(
    [
      # 8080 is where a balancer asks whether vehicles' connections would be served.
      { from = "nlb", to = "edge", port = 8443 },
      { from = "nlb", to = "edge", port = 8080 },
      { from = "alb", to = "api", port = 8080 },
      { from = "alb", to = "live", port = 8080 },
    ],
    [for worker in local.workers : { from = worker, to = "database", port = 5432 }],
    # Vehicles and stations come in by processes that share nothing through Redis.
    [for worker in ["api", "consumer", "functions", "jobs", "live"] : { from = worker, to = "cache", port = 6379 }],
    [for worker in local.workers : { from = worker, to = "endpoints", port = 443 }],
  )

  pairs = { for rule in local.between : "${rule.from}-${rule.to}-${rule.port}" => rule }

  outside = merge([
    for worker, ports in var.internet : { for port in ports : "${worker}-${port}" => { from = worker, port = port } }
  ]...)

  prefix_lists = { s3 = var.s3_prefix_list_id, dynamodb = var.dynamodb_prefix_list_id }

  gateways = {
    for pair in setproduct(local.workers, keys(local.prefix_lists)) : "${pair[0]}-${pair[1]}" => { from = pair[0], to = pair[1] }
  }
}

resource "aws_security_group" "this" {
  for_each = local.groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = var.vpc_id

  tags = {
    Name = "${var.name}-${each.key}"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "between" {
  for_each = local.pairs

  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  description                  = "From ${each.value.from}"
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "between" {
  for_each = local.pairs

  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  description                  = "To ${each.value.to}"
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "gateways" {
  for_each = local.gateways

  security_group_id = aws_security_group.this[each.value.from].id
  prefix_list_id    = local.prefix_lists[each.value.to]
  description       = "To ${each.value.to}"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "internet" {
  for_each = local.outside

  security_group_id = aws_security_group.this[each.value.from].id
  cidr_ipv4         = "0.0.0.0/0"
  description       = "To the internet"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

# Vehicles are anywhere; who they are is proven by their certificates.
resource "aws_vpc_security_group_ingress_rule" "vehicles" {
  security_group_id = aws_security_group.this["nlb"].id
  cidr_ipv4         = "0.0.0.0/0"
  description       = "Vehicles, by mutual TLS"
  ip_protocol       = "tcp"
  from_port         = var.vehicles_port
  to_port           = var.vehicles_port
}

resource "aws_vpc_security_group_ingress_rule" "alb_sources" {
  for_each = var.alb_sources

  security_group_id = aws_security_group.this["alb"].id
  prefix_list_id    = each.value
  description       = "From ${each.key}"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
