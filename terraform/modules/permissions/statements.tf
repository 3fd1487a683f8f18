data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  in_region = "${local.region}:${local.account}"
  stream    = "arn:${local.partition}:kinesis:${local.in_region}:stream/${var.stream_name}"
  leases    = "arn:${local.partition}:dynamodb:${local.in_region}:table/${var.consumer}-${var.stream_name}"
  archive   = "arn:${local.partition}:s3:::${var.bucket_names.archive}"
  documents = "arn:${local.partition}:s3:::${var.bucket_names.documents}"
  tables    = [for table in ["telemetry", "stations", "tenants"] : "arn:${local.partition}:dynamodb:${local.in_region}:table/${var.table_prefix}${table}"]

  # What each part of the service asks of AWS, as the pages under docs/ list it. Nothing here ends in an asterisk but paths
  # below a bucket, a table's indexes and a stream's consumers.
  statements = {
    master_key = [{
      sid       = "MasterKey"
      actions   = ["kms:Decrypt", "kms:Encrypt"]
      resources = [var.key_arns["master"]]
      # Trial and organizations' keys name what they are about; nothing else is wrapped under this key.
      context = ["organization", "purpose"]
    }]

    secret_keys = [{
      sid       = "SecretsKey"
      actions   = ["kms:Decrypt"]
      resources = [var.key_arns["secrets"]]
      via       = "secretsmanager"
    }]

    postgres = [
      {
        sid       = "DatabaseLogin"
        actions   = ["secretsmanager:GetSecretValue"]
        resources = [var.secret_arns["database"]]
      },
      {
        sid       = "DatabaseLoginKey"
        actions   = ["kms:Decrypt"]
        resources = [var.key_arns["stores"]]
        via       = "secretsmanager"
      },
    ]

    dynamodb = [
      {
        sid = "Tables"
        actions = [
          "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem",
          "dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive", "dynamodb:GetItem",
          "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem",
        ]
        resources = flatten([for table in local.tables : [table, "${table}/index/*"]])
      },
      {
        sid       = "TablesKey"
        actions   = ["kms:Decrypt", "kms:DescribeKey"]
        resources = [var.key_arns["stores"]]
        via       = "dynamodb"
      },
    ]

    redis = [{
      sid       = "RedisPassword"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [var.secret_arns["redis"]]
    }]

    put = [
      {
        sid       = "PutIntoStream"
        actions   = ["kinesis:DescribeStreamSummary", "kinesis:PutRecords"]
        resources = [local.stream]
      },
      {
        sid       = "SealStream"
        actions   = ["kms:GenerateDataKey"]
        resources = [var.key_arns["stream"]]
        via       = "kinesis"
      },
    ]

    read = [
      {
        sid       = "ReadStream"
        actions   = ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"]
        resources = [local.stream]
      },
      {
        sid       = "OpenStream"
        actions   = ["kms:Decrypt"]
        resources = [var.key_arns["stream"]]
        via       = "kinesis"
      },
      {
        sid = "Leases"
        actions = [
          "dynamodb:CreateTable", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem",
          "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem", "dynamodb:UpdateTable",
        ]
        resources = flatten([
          for suffix in ["", "-CoordinatorState", "-WorkerMetricStats"] : ["${local.leases}${suffix}", "${local.leases}${suffix}/index/*"]
        ])
      },
    ]

    pushed = [
      {
        sid       = "RegisterToBePushed"
        actions   = ["kinesis:RegisterStreamConsumer"]
        resources = [local.stream]
      },
      {
        sid       = "PushedRecords"
        actions   = ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"]
        resources = ["${local.stream}/consumer/*"]
      },
    ]

    archive = [
      {
        sid       = "ArchiveObjects"
        actions   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
        resources = ["${local.archive}/*"]
      },
      {
        sid       = "ArchiveLists"
        actions   = ["s3:ListBucket", "s3:ListBucketVersions"]
        resources = [local.archive]
      },
      {
        sid       = "ArchiveKey"
        actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
        resources = [var.key_arns["archive"]]
        via       = "s3"
      },
    ]

    documents = [
      {
        sid       = "DocumentObjects"
        actions   = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
        resources = ["${local.documents}/*"]
      },
      {
        sid       = "DocumentLists"
        actions   = ["s3:ListBucket", "s3:ListBucketVersions"]
        resources = [local.documents]
      },
      {
        sid       = "DocumentKey"
        actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
        resources = [var.key_arns["documents"]]
        via       = "s3"
      },
    ]

    events = [
      {
        sid       = "PublishEvents"
        actions   = ["events:DescribeEventBus", "events:PutEvents"]
        resources = ["arn:${local.partition}:events:${local.in_region}:event-bus/${var.event_bus_name}"]
      },
    ]

    failures = [
      {
        sid       = "NoteFailures"
        actions   = ["sqs:SendMessage"]
        resources = [var.failure_queue_arn]
      },
      {
        sid       = "SealFailures"
        actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
        resources = [var.key_arns["events"]]
        via       = "sqs"
      },
    ]

    station_source = concat(
      [for arn in [try(var.station_sources.queue_arn, null)] : {
        sid       = "ReadQueue"
        actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        resources = [arn]
      } if arn != null],
      [for arn in [try(var.station_sources.stream_arn, null)] : {
        sid       = "ReadStationStream"
        actions   = ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"]
        resources = [arn]
      } if arn != null],
      [for arn in [try(var.station_sources.key_arn, null)] : {
        sid       = "OpenStationMessages"
        actions   = ["kms:Decrypt"]
        resources = [arn]
      } if arn != null],
    )

    # A function in a VPC makes and removes its own interfaces; EC2 knows no narrower resource for that.
    network = [{
      sid = "NetworkOfFunctions"
      actions = [
        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
      ]
      resources = ["*"]
    }]
  }

  shared = concat(
    local.statements.master_key,
    local.statements.secret_keys,
    [for statement in local.statements.postgres : statement if var.stores == "postgres"],
    [for statement in local.statements.dynamodb : statement if var.stores == "dynamodb"],
  )

  service_statements = {
    edge     = concat(local.shared, local.statements.put)
    stations = concat(local.shared, local.statements.put)
    consumer = concat(local.shared, local.statements.read, local.statements.redis, [for statement in local.statements.pushed : statement if var.fan_out])
    api      = concat(local.shared, local.statements.put, local.statements.redis, local.statements.documents)
    live     = concat(local.shared, local.statements.redis)
    jobs     = concat(local.shared, local.statements.redis, local.statements.archive, local.statements.documents, local.statements.events)
  }

  function_statements = {
    for role in ["api", "stations", "uploads"] : role => concat(
      local.shared, local.statements.put, local.statements.redis, local.statements.documents, local.statements.network,
      [for statement in local.statements.station_source : statement if role == "stations"],
      [for statement in local.statements.failures : statement if role != "api"],
      [{
        sid       = "WriteLog"
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["arn:${local.partition}:logs:${local.in_region}:log-group:${var.log_group_prefix}/function-${role}:*"]
      }],
    )
  }

  # The secrets that the platform reads for a container before it starts.
  injected = {
    for role in keys(local.service_statements) : role => concat(
      [var.secret_arns["vin-index"], var.secret_arns["webhooks"]],
      role == "edge" ? [var.secret_arns["vehicles-tls"]] : [],
      contains(["api", "stations"], role) ? [var.secret_arns["stations-identity"]] : [],
    )
  }
}
