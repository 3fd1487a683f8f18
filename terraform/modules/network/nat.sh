#!/bin/bash
# Passes on what the private subnets send, in its own name. Runs at the first start; both settings outlast another one.
set -euo pipefail

echo 'net.ipv4.ip_forward = 1' > /etc/sysctl.d/90-nat.conf
sysctl --quiet --system

# The address comes a moment after the start, and nothing can be fetched before.
for _ in $(seq 30); do
  dnf install --quiet --assumeyes nftables && break
  sleep 5
done

out=$(ip -o -4 route show to default | awk '{print $5; exit}')
cat > /etc/nftables/nat.nft <<RULES
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "$out" masquerade
  }
}
RULES
echo 'include "/etc/nftables/nat.nft"' > /etc/sysconfig/nftables.conf
systemctl enable --now nftables
