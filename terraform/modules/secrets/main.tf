locals {
  secrets = {
    # Another key would give every vehicle another pseudonym, so there is one for the life of an installation.
    "vin-index"         = "Key of the index that VINs are found by, 32 bytes in base64"
    "webhooks"          = "Key that webhooks' signing secrets are sealed under, 32 bytes in base64"
    "redis"             = "Password of Redis"
    "vehicles-tls"      = "Certificate and key that vehicles' connections are answered with: a JSON object of PEM texts, certificate and key. Written by hand."
    "stations-identity" = "Our own identity at the stations' broker: a JSON object of PEM texts, certificate, key and authorities. Written by hand."
  }

  drawn = toset(["vin-index", "webhooks"])
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = "${var.name}/${each.key}"
  description             = each.value
  kms_key_id              = var.key_arn
  recovery_window_in_days = var.recovery_days

  tags = {
    Name = "${var.name}/${each.key}"
  }
}

# Drawn while it is written and kept by nobody else: neither plan nor state has it. 32 characters are 32 bytes, of
# 62 possible values each, which is 190 bits.
ephemeral "aws_secretsmanager_random_password" "key" {
  for_each = local.drawn

  password_length     = 32
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "key" {
  for_each = local.drawn

  secret_id                = aws_secretsmanager_secret.this[each.key].id
  secret_string_wo         = base64encode(ephemeral.aws_secretsmanager_random_password.key[each.key].random_password)
  secret_string_wo_version = 1
}

# ElastiCache takes its password from Terraform, which therefore has it in the state: the state is encrypted, and
# whoever may read it may also change what is deployed.
resource "random_password" "redis" {
  length  = 64
  special = false

  keepers = {
    version = var.redis_password_version
  }
}

resource "aws_secretsmanager_secret_version" "redis" {
  secret_id                = aws_secretsmanager_secret.this["redis"].id
  secret_string_wo         = random_password.redis.result
  secret_string_wo_version = var.redis_password_version
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "own_account" {
  for_each = local.secrets

  # Secrets can be shared with other accounts by a policy of theirs. These are not, whatever a role there may do.
  statement {
    sid       = "NobodyElse"
    effect    = "Deny"
    actions   = ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_secretsmanager_secret_policy" "own_account" {
  for_each = local.secrets

  secret_arn          = aws_secretsmanager_secret.this[each.key].arn
  policy              = data.aws_iam_policy_document.own_account[each.key].json
  block_public_policy = true
}
