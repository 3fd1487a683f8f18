locals {
  # Managed by AWS, the same in every account: "Use managed cache policies", "Use managed origin request policies" of the
  # CloudFront Developer Guide.
  caching_disabled              = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  caching_optimized             = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  all_viewer                    = "216adef6-5c7f-47e4-b989-5492eafa07d3"
  all_viewer_except_host_header = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

  all_methods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]

  api_origin = var.api_runtime == "lambda" ? "api" : "web"

  # API Gateway knows itself by its own host name; the load balancer's certificate is of ours.
  api_host = var.api_runtime == "lambda" ? local.all_viewer_except_host_header : local.all_viewer

  # In this order; what is more exact comes first.
  dynamic_paths = [
    { pattern = "/api/v1/live", origin = "web", methods = ["GET", "HEAD", "OPTIONS"], request = local.all_viewer },
    { pattern = "/api/v1/live/*", origin = "web", methods = ["GET", "HEAD", "OPTIONS"], request = local.all_viewer },
    { pattern = "/api/*", origin = local.api_origin, methods = local.all_methods, request = local.api_host },
    { pattern = "/health/readiness", origin = local.api_origin, methods = ["GET", "HEAD"], request = local.api_host },
  ]
}

resource "aws_cloudfront_vpc_origin" "web" {
  vpc_origin_endpoint_config {
    name                   = "${var.name}-web"
    arn                    = aws_lb.web.arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "https-only"

    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }

  tags = { Name = "${var.name}-web" }
}

resource "aws_cloudfront_distribution" "entry" {
  comment             = "${var.name}: console, API and live events"
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  price_class         = var.price_class
  aliases             = [var.domain_name]
  default_root_object = "index.html"
  web_acl_id          = aws_wafv2_web_acl.entry.arn

  origin {
    origin_id                = "console"
    domain_name              = var.console_bucket.regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.console.id
  }

  origin {
    origin_id   = "web"
    domain_name = aws_lb.web.dns_name

    vpc_origin_config {
      vpc_origin_id            = aws_cloudfront_vpc_origin.web.id
      origin_read_timeout      = 60
      origin_keepalive_timeout = 60
    }
  }

  dynamic "origin" {
    for_each = var.api_runtime == "lambda" ? [var.api_gateway_domain] : []

    content {
      origin_id   = "api"
      domain_name = origin.value

      custom_origin_config {
        http_port                = 80
        https_port               = 443
        origin_protocol_policy   = "https-only"
        origin_ssl_protocols     = ["TLSv1.2"]
        origin_read_timeout      = 30
        origin_keepalive_timeout = 60
      }
    }
  }

  default_cache_behavior {
    target_origin_id           = "console"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.console.id
    compress                   = true

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.pages.arn
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = local.dynamic_paths

    content {
      path_pattern    = ordered_cache_behavior.value.pattern
      allowed_methods = ordered_cache_behavior.value.methods
      cached_methods  = ["GET", "HEAD"]
      # A token sent in the clear is lost already; a redirect would only hide that.
      viewer_protocol_policy     = "https-only"
      target_origin_id           = ordered_cache_behavior.value.origin
      cache_policy_id            = local.caching_disabled
      origin_request_policy_id   = ordered_cache_behavior.value.request
      response_headers_policy_id = aws_cloudfront_response_headers_policy.api.id
      # The service compresses by itself; an event stream must not be gathered up.
      compress = false
    }
  }

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.entry.certificate_arn
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  tags = { Name = "${var.name}-entry" }
}
