namespace CallControl.Delivery;

/// <summary>Points between which a worker may be killed; tests stand there.</summary>
internal enum DeliveryStep
{
    Taken,
    Told,
    NamesSaved,
    Finished,
}
