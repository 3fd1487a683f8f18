# Vehicles prove themselves to the edge role by their certificate, so TLS must reach it unopened: TCP, and no listener of TLS.
resource "aws_lb" "vehicles" {
  name                             = "${var.name}-vehicles"
  load_balancer_type               = "network"
  internal                         = false
  subnets                          = var.public_subnet_ids
  security_groups                  = [var.vehicles_load_balancer_security_group_id]
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = var.deletion_protection

  tags = { Name = "${var.name}-vehicles" }
}

resource "aws_lb_target_group" "vehicles" {
  name        = "${var.name}-edge"
  port        = 8443
  protocol    = "TCP"
  target_type = "ip"
  vpc_id      = var.vpc_id

  # The server says goodbye to its vehicles over 30 s and waits 10 s for their last acknowledgements.
  deregistration_delay   = 60
  connection_termination = false

  health_check {
    protocol            = "HTTP"
    port                = 8080
    path                = "/health/readiness"
    matcher             = "200"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  tags = { Name = "${var.name}-edge" }
}

resource "aws_lb_listener" "vehicles" {
  load_balancer_arn = aws_lb.vehicles.arn
  port              = 443
  protocol          = "TCP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.vehicles.arn
  }

  tags = { Name = "${var.name}-vehicles" }
}

locals {
  # The role that answers, in the order of the listener's rules: what is more exact comes first.
  web_paths = merge(
    { live = { priority = 10, paths = ["/api/v1/live", "/api/v1/live/*"] } },
    var.api_runtime == "fargate" ? { api = { priority = 20, paths = ["/api/*", "/health/*"] } } : {},
  )
}

# Has no public address: CloudFront reaches it from inside the VPC.
resource "aws_lb" "web" {
  name                       = "${var.name}-web"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = var.private_subnet_ids
  security_groups            = [var.web_load_balancer_security_group_id]
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "strictest"
  enable_deletion_protection = var.deletion_protection

  # Live streams say something every 15 s.
  idle_timeout = 60

  dynamic "access_logs" {
    for_each = var.load_balancer_log_bucket[*]

    content {
      bucket  = access_logs.value
      prefix  = "load-balancer"
      enabled = true
    }
  }

  tags = { Name = "${var.name}-web" }
}

resource "aws_lb_target_group" "web" {
  for_each = local.web_paths

  name                 = "${var.name}-${each.key}"
  port                 = 8080
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.vpc_id
  deregistration_delay = 30

  health_check {
    path                = "/health/readiness"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.web.certificate_arn

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }

  tags = { Name = "${var.name}-web" }
}

resource "aws_lb_listener_rule" "web" {
  for_each = local.web_paths

  listener_arn = aws_lb_listener.web.arn
  priority     = each.value.priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web[each.key].arn
  }

  condition {
    path_pattern {
      values = each.value.paths
    }
  }

  tags = { Name = "${var.name}-${each.key}" }
}
