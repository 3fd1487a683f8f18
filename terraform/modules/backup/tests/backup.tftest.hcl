mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name      = "fleetport-test"
  key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/backup"
  databases = ["arn:aws:rds:eu-central-1:111122223333:db:fleetport-test"]
  buckets   = ["arn:aws:s3:::archive"]
}

run "recovery_points_are_encrypted_and_end" {
  command = plan

  assert {
    condition     = aws_backup_vault.this.kms_key_arn == var.key_arn
    error_message = "The vault must be under its own key."
  }
  assert {
    condition     = alltrue([for r in aws_backup_plan.this.rule : one(r.lifecycle).delete_after == 30])
    error_message = "Recovery points must end: they hold what was erased since."
  }
  assert {
    condition     = !aws_backup_vault.this.force_destroy
    error_message = "A vault must not go with what is in it unless somebody says so."
  }
}

run "all_that_was_named_is_kept" {
  command = plan

  assert {
    condition     = aws_backup_selection.this.resources == toset(concat(var.databases, var.buckets))
    error_message = "Databases, tables and buckets must all be in the plan."
  }
}

run "nothing_named_is_refused" {
  command = plan

  variables {
    databases = []
    buckets   = []
  }

  expect_failures = [aws_backup_selection.this]
}

run "nothing_leaves_the_region_unasked" {
  command = plan

  assert {
    condition     = alltrue([for r in aws_backup_plan.this.rule : length(r.copy_action) == 0])
    error_message = "A copy elsewhere must be asked for."
  }
  assert {
    condition     = length(aws_backup_restore_testing_plan.this) == 0
    error_message = "Trial restores cost money and must be asked for."
  }
}

run "copies_and_locks_when_asked" {
  command = plan

  variables {
    copy = {
      vault_arn = "arn:aws:backup:eu-west-1:111122223333:backup-vault:fleetport-test"
      days      = 14
    }
    lock = {
      changeable_for_days = 7
    }
  }

  assert {
    condition     = one(one(aws_backup_plan.this.rule).copy_action).destination_vault_arn == var.copy.vault_arn
    error_message = "Each recovery point must be copied."
  }
  assert {
    condition     = aws_backup_vault_lock_configuration.this[0].min_retention_days == 7 && aws_backup_vault_lock_configuration.this[0].max_retention_days >= var.daily_days
    error_message = "Nobody may delete recovery points before their time."
  }
}

run "trial_restores_stay_inside" {
  command = plan

  variables {
    restore_tests         = true
    database_subnet_group = "fleetport-test"
  }

  assert {
    condition     = aws_backup_restore_testing_selection.this["database"].restore_metadata_overrides["publiclyAccessible"] == "false" && aws_backup_restore_testing_selection.this["database"].restore_metadata_overrides["dbSubnetGroupName"] == "fleetport-test"
    error_message = "A restored database must have no public address and lie in our own subnets."
  }
}

run "trial_restores_need_a_place" {
  command = plan

  variables {
    restore_tests = true
  }

  expect_failures = [var.database_subnet_group]
}

run "the_role_has_aws_own_policies_and_no_other" {
  command = plan

  assert {
    condition = toset([for a in aws_iam_role_policy_attachment.backup : a.policy_arn]) == toset([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
    ])
    error_message = "These four, and those for S3 with buckets only."
  }
}
