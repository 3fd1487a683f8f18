provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project     = "fleetport"
      Environment = local.name
      ManagedBy   = "terraform"
    }
  }
}
