data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  # AWS's own service-role policies. They reach further than one database, because recovery points and what is restored of
  # them get their names from AWS Backup. The role can be taken by that service for this account alone.
  managed_policies = concat(
    ["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"],
    length(var.buckets) == 0 ? [] : ["AWSBackupServiceRolePolicyForS3Backup", "AWSBackupServiceRolePolicyForS3Restore"],
  )

  managed_policy_arns = {
    for p in local.managed_policies :
    p => "arn:${data.aws_partition.current.partition}:iam::aws:policy/${startswith(p, "AWSBackupServiceRolePolicyForS3") ? "" : "service-role/"}${p}"
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "backup" {
  name               = "${var.name}-backup"
  description        = "Makes and restores recovery points"
  assume_role_policy = data.aws_iam_policy_document.trust.json

  tags = { Name = "${var.name}-backup" }
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each = local.managed_policy_arns

  role       = aws_iam_role.backup.name
  policy_arn = each.value
}
