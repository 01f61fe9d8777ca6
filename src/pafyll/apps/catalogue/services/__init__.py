"""What a provider does with its study offers: publishing, and files in and out."""

from pafyll.apps.catalogue.services.publishing import cancel_offer, publish_offer, unpublish_offer

__all__ = ["cancel_offer", "publish_offer", "unpublish_offer"]
