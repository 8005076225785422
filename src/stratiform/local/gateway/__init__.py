"""One stable localhost URL per load balancer listener, API stage and static site, in a process of its own."""
