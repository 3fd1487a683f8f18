locals {
  # Rules of AWS's groups that are counted and not obeyed, with why.
  managed_rules = {
    AWSManagedRulesAmazonIpReputationList = { priority = 10, counted = [] }
    AWSManagedRulesKnownBadInputsRuleSet  = { priority = 20, counted = [] }
    AWSManagedRulesCommonRuleSet = {
      priority = 30
      counted = [
        "SizeRestrictions_BODY", # deliveries of readings have up to 5 MiB
        "NoUserAgent_HEADER",    # boxes that post readings need not name themselves
      ]
    }
  }
}

resource "aws_wafv2_web_acl" "entry" {
  region      = "us-east-1"
  name        = "${var.name}-entry"
  description = "What comes to the console and the API"
  scope       = "CLOUDFRONT"

  default_action {
    allow {}
  }

  rule {
    name     = "requests-per-address"
    priority = 0

    action {
      block {
        custom_response {
          response_code = 429
        }
      }
    }

    statement {
      rate_based_statement {
        limit                 = var.requests_per_address
        aggregate_key_type    = "IP"
        evaluation_window_sec = 300
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "requests-per-address"
      sampled_requests_enabled   = false
    }
  }

  dynamic "rule" {
    for_each = local.managed_rules

    content {
      name     = rule.key
      priority = rule.value.priority

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key

          dynamic "rule_action_override" {
            for_each = rule.value.counted

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        # Samples would show tokens in the console.
        sampled_requests_enabled = false
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "${var.name}-entry"
    sampled_requests_enabled   = false
  }

  tags = { Name = "${var.name}-entry" }
}

# The name's beginning is asked for by the firewall.
resource "aws_cloudwatch_log_group" "firewall" {
  region            = "us-east-1"
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.global_key_arn

  tags = { Name = "aws-waf-logs-${var.name}" }
}

# What was let through is not written down: it would be a second log of who asked what, in another region.
resource "aws_wafv2_web_acl_logging_configuration" "entry" {
  region                  = "us-east-1"
  resource_arn            = aws_wafv2_web_acl.entry.arn
  log_destination_configs = [aws_cloudwatch_log_group.firewall.arn]

  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }

      condition {
        action_condition {
          action = "COUNT"
        }
      }
    }
  }

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  redacted_fields {
    query_string {}
  }
}
