mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name                                     = "fleetport-test"
  domain_name                              = "fleet.example.com"
  vehicles_domain                          = "vehicles.example.com"
  zone_id                                  = "Z0EXAMPLE"
  vpc_id                                   = "vpc-1"
  public_subnet_ids                        = ["subnet-1", "subnet-2"]
  private_subnet_ids                       = ["subnet-3", "subnet-4"]
  vehicles_load_balancer_security_group_id = "sg-1"
  web_load_balancer_security_group_id      = "sg-2"
  api_gateway_domain                       = "abc.execute-api.eu-central-1.amazonaws.com"
  console_bucket = {
    id                   = "console"
    arn                  = "arn:aws:s3:::console"
    regional_domain_name = "console.s3.eu-central-1.amazonaws.com"
  }
  log_bucket_arn = "arn:aws:s3:::logs"
  global_key_arn = "arn:aws:kms:us-east-1:111122223333:key/global"
}

run "only_the_vehicles_load_balancer_is_public" {
  command = plan

  assert {
    condition     = aws_lb.web.internal
    error_message = "The load balancer of API and live events must be internal: CloudFront is the entry."
  }
  assert {
    condition     = !aws_lb.vehicles.internal && aws_lb.vehicles.load_balancer_type == "network"
    error_message = "Vehicles come from everywhere, over a network load balancer."
  }
  assert {
    condition     = length(aws_lb.vehicles.security_groups) == 1 && length(aws_lb.web.security_groups) == 1
    error_message = "Each load balancer needs its security group."
  }
}

run "vehicles_tls_is_not_opened" {
  command = plan

  assert {
    condition     = aws_lb_listener.vehicles.protocol == "TCP" && aws_lb_listener.vehicles.certificate_arn == null && aws_lb_target_group.vehicles.protocol == "TCP"
    error_message = "The vehicles' listener must pass TLS through: the edge role looks at the client certificate."
  }
  assert {
    condition     = tonumber(aws_lb_target_group.vehicles.deregistration_delay) >= 40
    error_message = "A leaving task needs 30 s to say goodbye and 10 s for acknowledgements."
  }
}

run "nothing_is_asked_or_answered_in_the_clear" {
  command = plan

  assert {
    condition     = aws_lb_listener.web.protocol == "HTTPS" && startswith(aws_lb_listener.web.ssl_policy, "ELBSecurityPolicy-TLS13-1-2-")
    error_message = "The internal load balancer must speak TLS 1.2 or 1.3 alone."
  }
  assert {
    condition     = contains(["redirect-to-https", "https-only"], aws_cloudfront_distribution.entry.default_cache_behavior[0].viewer_protocol_policy)
    error_message = "The console must be had by TLS alone."
  }
  assert {
    condition     = alltrue([for b in aws_cloudfront_distribution.entry.ordered_cache_behavior : b.viewer_protocol_policy == "https-only"])
    error_message = "The API must not answer in the clear, not even by a redirect."
  }
  assert {
    condition     = startswith(aws_cloudfront_distribution.entry.viewer_certificate[0].minimum_protocol_version, "TLSv1.2_") && aws_cloudfront_distribution.entry.viewer_certificate[0].ssl_support_method == "sni-only"
    error_message = "Viewers must come by TLS 1.2 at least."
  }
  assert {
    condition     = aws_cloudfront_vpc_origin.web.vpc_origin_endpoint_config[0].origin_protocol_policy == "https-only"
    error_message = "CloudFront must ask the load balancer by TLS."
  }
  assert {
    condition     = alltrue(flatten([for o in aws_cloudfront_distribution.entry.origin : [for c in o.custom_origin_config : c.origin_protocol_policy == "https-only" && c.origin_ssl_protocols == toset(["TLSv1.2"])]]))
    error_message = "CloudFront must ask API Gateway by TLS 1.2."
  }
}

run "paths_lead_where_they_should" {
  command = plan

  assert {
    condition = [for b in aws_cloudfront_distribution.entry.ordered_cache_behavior : "${b.path_pattern} ${b.target_origin_id}"] == [
      "/api/v1/live web", "/api/v1/live/* web", "/api/* api", "/health/readiness api",
    ]
    error_message = "Live events go to the load balancer, all else of the API to API Gateway, and what is more exact is asked first."
  }
  assert {
    condition     = alltrue([for b in aws_cloudfront_distribution.entry.ordered_cache_behavior : b.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && !b.compress])
    error_message = "Answers of the API are of one caller: they must not be cached, and event streams not gathered up."
  }
  assert {
    condition     = aws_cloudfront_distribution.entry.default_cache_behavior[0].target_origin_id == "console"
    error_message = "All else is the console."
  }
  assert {
    condition     = keys(aws_lb_target_group.web) == ["live"]
    error_message = "With Lambda only live events need the load balancer."
  }
}

run "containers_answer_the_api" {
  command = plan

  variables {
    api_runtime        = "fargate"
    api_gateway_domain = null
  }

  assert {
    condition     = alltrue([for b in aws_cloudfront_distribution.entry.ordered_cache_behavior : b.target_origin_id == "web"])
    error_message = "With Fargate all of the API is behind the load balancer."
  }
  assert {
    condition     = toset([for o in aws_cloudfront_distribution.entry.origin : o.origin_id]) == toset(["console", "web"])
    error_message = "API Gateway is no origin then."
  }
  assert {
    condition     = toset(keys(output.target_group_arns)) == toset(["api", "edge", "live"])
    error_message = "There must be a target group for each role that is reached from outside."
  }
  assert {
    condition     = aws_lb_listener_rule.web["live"].priority < aws_lb_listener_rule.web["api"].priority
    error_message = "Live events must be told apart before the rest of the API."
  }
}

run "the_console_is_read_by_cloudfront_alone" {
  command = plan

  assert {
    condition     = aws_cloudfront_origin_access_control.console.signing_behavior == "always" && aws_cloudfront_origin_access_control.console.signing_protocol == "sigv4"
    error_message = "CloudFront must sign what it asks the bucket."
  }
  assert {
    condition     = alltrue([for d in data.aws_iam_policy_document.console.statement : d.effect == "Deny" || (d.actions == toset(["s3:GetObject"]) && one(d.principals).identifiers == toset(["cloudfront.amazonaws.com"]))])
    error_message = "Nobody but CloudFront may read the console's bucket."
  }
}

run "browsers_are_held_to_rules" {
  command = plan

  assert {
    condition     = alltrue([for p in [aws_cloudfront_response_headers_policy.console, aws_cloudfront_response_headers_policy.api] : p.security_headers_config[0].strict_transport_security[0].access_control_max_age_sec >= 31536000 && p.security_headers_config[0].strict_transport_security[0].override])
    error_message = "Browsers must come by TLS for a year at least."
  }
  assert {
    condition     = strcontains(aws_cloudfront_response_headers_policy.console.security_headers_config[0].content_security_policy[0].content_security_policy, "default-src 'self'; ") && !strcontains(aws_cloudfront_response_headers_policy.console.security_headers_config[0].content_security_policy[0].content_security_policy, "unsafe")
    error_message = "The console's pages may load their own scripts only."
  }
  assert {
    condition     = alltrue([for p in [aws_cloudfront_response_headers_policy.console, aws_cloudfront_response_headers_policy.api] : length(p.security_headers_config[0].content_type_options) == 1 && p.security_headers_config[0].frame_options[0].frame_option == "DENY"])
    error_message = "Answers must not be framed, nor be taken for something else."
  }
}

run "the_firewall_watches" {
  command = plan

  assert {
    condition     = aws_wafv2_web_acl.entry.scope == "CLOUDFRONT" && aws_wafv2_web_acl.entry.region == "us-east-1"
    error_message = "CloudFront takes a firewall of us-east-1 alone."
  }
  assert {
    condition = toset(flatten([for r in aws_wafv2_web_acl.entry.rule : [for s in r.statement : [for m in s.managed_rule_group_statement : m.name]]])) == toset([
      "AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet",
    ])
    error_message = "The three groups of managed rules must be there."
  }
  assert {
    condition     = flatten([for r in aws_wafv2_web_acl.entry.rule : [for s in r.statement : [for b in s.rate_based_statement : b.limit]]]) == [6000]
    error_message = "There must be one limit of requests by address."
  }
  assert {
    condition     = alltrue([for r in aws_wafv2_web_acl.entry.rule : !r.visibility_config[0].sampled_requests_enabled])
    error_message = "Samples of requests hold tokens."
  }
  assert {
    condition     = aws_cloudwatch_log_group.firewall.kms_key_id == var.global_key_arn && aws_cloudwatch_log_group.firewall.retention_in_days > 0
    error_message = "The firewall's log must be encrypted and must end."
  }
  assert {
    condition     = contains(flatten([for f in aws_wafv2_web_acl_logging_configuration.entry.redacted_fields : [for h in f.single_header : h.name]]), "authorization")
    error_message = "Tokens must not be in the firewall's log."
  }
}

run "the_access_log_names_nobody" {
  command = plan

  assert {
    condition     = length(setintersection(toset(aws_cloudwatch_log_delivery.entry.record_fields), toset(["c-ip", "x-forwarded-for", "cs-uri-query", "cs(Cookie)", "cs(User-Agent)", "cs(Referer)"]))) == 0
    error_message = "Addresses and queries must not be in the access log."
  }
}

run "protection_and_checks_follow_the_settings" {
  command = plan

  variables {
    deletion_protection = false
    health_checks       = false
  }

  assert {
    condition     = !aws_lb.web.enable_deletion_protection && !aws_lb.vehicles.enable_deletion_protection
    error_message = "An environment that may be lost must be removable."
  }
  assert {
    condition     = length(aws_route53_health_check.this) == 0
    error_message = "Without health checks there must be none to pay."
  }
}

run "protected_by_default" {
  command = plan

  assert {
    condition     = aws_lb.web.enable_deletion_protection && aws_lb.vehicles.enable_deletion_protection
    error_message = "Load balancers must be protected unless somebody says otherwise."
  }
  assert {
    condition     = toset(keys(aws_route53_health_check.this)) == toset(["entry", "vehicles"])
    error_message = "Entry and vehicles' port must be asked from outside."
  }
  assert {
    condition     = alltrue([for t in [aws_lb.web.tags, aws_lb.vehicles.tags, aws_cloudfront_distribution.entry.tags, aws_wafv2_web_acl.entry.tags] : startswith(t.Name, "fleetport-test-")])
    error_message = "Things must be called by the environment."
  }
}

run "a_key_elsewhere_is_refused" {
  command = plan

  variables {
    global_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/home"
  }

  expect_failures = [var.global_key_arn]
}

run "lambda_needs_its_gateway" {
  command = plan

  variables {
    api_gateway_domain = null
  }

  expect_failures = [var.api_gateway_domain]
}
