locals {
  gateways = var.nat == "gateways" ? var.zones : 0
  instance = var.nat == "instance" ? 1 : 0
}

resource "aws_eip" "nat" {
  count = local.gateways + local.instance

  domain = "vpc"

  tags = {
    Name = "${var.name}-nat-${count.index}"
  }
}

resource "aws_nat_gateway" "this" {
  count = local.gateways

  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = aws_subnet.public[count.index].id

  tags = {
    Name = "${var.name}-${local.zones[count.index]}"
  }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route" "nat_gateway" {
  count = local.gateways

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[count.index].id
}

data "aws_ssm_parameter" "image" {
  count = local.instance

  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
}

resource "aws_security_group" "nat" {
  count = local.instance

  name        = "${var.name}-nat"
  description = "What the private subnets may ask the NAT instance to pass on"
  vpc_id      = aws_vpc.this.id

  tags = {
    Name = "${var.name}-nat"
  }
}

resource "aws_vpc_security_group_ingress_rule" "nat" {
  for_each = local.instance == 0 ? {} : {
    for pair in setproduct(range(var.zones), sort([for port in var.outbound_ports : tostring(port)])) :
    "${pair[0]}-${pair[1]}" => { subnet = pair[0], port = tonumber(pair[1]) }
  }

  security_group_id = aws_security_group.nat[0].id
  description       = "Port ${each.value.port} of a private subnet"
  cidr_ipv4         = aws_subnet.private[each.value.subnet].cidr_block
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "nat" {
  for_each = local.instance == 0 ? toset([]) : toset([for port in var.outbound_ports : tostring(port)])

  security_group_id = aws_security_group.nat[0].id
  description       = "Port ${each.key} of the internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
}

resource "aws_instance" "nat" {
  count = local.instance

  ami                         = data.aws_ssm_parameter.image[0].value
  instance_type               = var.nat_instance_type
  subnet_id                   = aws_subnet.public[0].id
  vpc_security_group_ids      = [aws_security_group.nat[0].id]
  source_dest_check           = false
  user_data_replace_on_change = true

  # A start replaces what it runs: there is nothing on it worth logging in for, so it has no key and no role.
  user_data = file("${path.module}/nat.sh")

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  maintenance_options {
    auto_recovery = "default"
  }

  credit_specification {
    cpu_credits = "standard"
  }

  root_block_device {
    encrypted   = true
    kms_key_id  = var.storage_key_arn
    volume_type = "gp3"
  }

  tags = {
    Name = "${var.name}-nat"
  }

  lifecycle {
    # A newer image is taken when the instance is replaced on purpose, not in the middle of another change.
    ignore_changes = [ami]
  }
}

resource "aws_eip_association" "nat" {
  count = local.instance

  allocation_id = aws_eip.nat[0].id
  instance_id   = aws_instance.nat[0].id
}

resource "aws_route" "nat_instance" {
  count = var.zones * local.instance

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.nat[0].primary_network_interface_id
}
