# Bucket, region and key of encryption are those that bootstrap made: terraform init -backend-config=backend.hcl
terraform {
  backend "s3" {
    key          = "prod/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
