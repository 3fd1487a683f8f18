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

override_resource {
  target          = aws_cloudfront_distribution.entry
  override_during = plan
  values = {
    arn = "arn:aws:cloudfront::111122223333:distribution/EXAMPLE"
  }
}

# The document waits for the distribution, so its statements are looked at before they are rendered.
run "the_consoles_bucket_policy" {
  command = plan

  assert {
    condition = jsonencode([
      for s in data.aws_iam_policy_document.console.statement :
      [s.actions, s.resources, s.principals, s.condition] if s.effect != "Deny"
      ]) == jsonencode([[
        ["s3:GetObject"],
        ["arn:aws:s3:::console/*"],
        [{ identifiers = ["cloudfront.amazonaws.com"], type = "Service" }],
        [{ test = "StringEquals", values = ["arn:aws:cloudfront::111122223333:distribution/EXAMPLE"], variable = "aws:SourceArn" }],
    ]])
    error_message = "The one thing allowed is that this distribution reads objects."
  }
  assert {
    condition = jsonencode([
      for s in data.aws_iam_policy_document.console.statement :
      [s.actions, s.resources, s.principals, s.condition] if s.effect == "Deny"
      ]) == jsonencode([[
        ["s3:*"],
        ["arn:aws:s3:::console", "arn:aws:s3:::console/*"],
        [{ identifiers = ["*"], type = "*" }],
        [{ test = "Bool", values = ["false"], variable = "aws:SecureTransport" }],
    ]])
    error_message = "Unencrypted connections must be refused, to the bucket and to its objects."
  }
}
